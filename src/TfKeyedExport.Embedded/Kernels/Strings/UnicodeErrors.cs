using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Text;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary>What the unicode operations do with text that is not well-formed.</summary>
internal sealed class UnicodeErrors
{
    private readonly string _errors;
    private readonly bool _controls;

    public UnicodeErrors(KernelRequest request)
    {
        _errors = request.Attributes.Text("errors");
        if (_errors is not ("strict" or "replace" or "ignore"))
            throw request.Unsupported($"errors must be strict, replace or ignore, not {_errors}");
        long replacement = request.Attributes.Int("replacement_char", Utf8.Replacement);
        if (replacement is < 0 or > Utf8.MaxCodePoint)
            throw request.Unsupported($"the replacement character {replacement} is no code point");
        Replacement = (int)replacement;
        _controls = request.Attributes.Has("replace_control_characters") && request.Attributes.Bool("replace_control_characters", false);
    }

    /// <summary>What stands for a mistake.</summary>
    public int Replacement { get; }

    /// <summary>Whether mistakes are left out.</summary>
    public bool Ignores => _errors == "ignore";

    /// <summary>Whether a mistake ends the call.</summary>
    public bool IsStrict => _errors == "strict";

    /// <summary>The code point to go on with for one that was read: itself, the replacement, or -1 to leave it out.</summary>
    /// <param name="codePoint">What was read; -1 if it is not well-formed.</param>
    /// <param name="strictControls">Whether a control character that is to be replaced ends a strict call.</param>
    public int Settle(int codePoint, bool strictControls)
    {
        if (codePoint > 0x1F || (codePoint >= 0 && !_controls))
            return codePoint;
        return IsStrict && (codePoint < 0 || strictControls) ? throw KernelContext.Error("Invalid formatting on input string") : Ignores ? -1 : Replacement;
    }

    /// <summary>The encoding that an attribute names.</summary>
    public static TextEncoding Encoding(KernelRequest request, string attribute)
    {
        string name = request.Attributes.Text(attribute);
        TextEncoding? encoding = TextEncodings.Find(name);
        bool written = attribute == "output_encoding";
        return encoding is { } found && (!written || found is TextEncoding.Utf8 or TextEncoding.Utf16 or TextEncoding.Utf32)
            ? found
            : throw request.Unsupported($"the encoding {name} is not supported");
    }
}
