using System.Text;

namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>The spelling of <see cref="StatusCode"/> in TensorFlow's own messages.</summary>
internal static class StatusCodeNames
{
    /// <summary>The name, such as <c>INVALID_ARGUMENT</c>.</summary>
    public static string Name(this StatusCode code)
    {
        if (!Enum.IsDefined(code))
            return $"code {(int)code}";
        var name = new StringBuilder();
        foreach (char letter in code.ToString())
        {
            if (char.IsUpper(letter) && name.Length > 0)
                name.Append('_');
            name.Append(char.ToUpperInvariant(letter));
        }
        return name.ToString();
    }
}
