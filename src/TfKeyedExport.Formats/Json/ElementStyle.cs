namespace TfKeyedExport.Formats.Json;

/// <summary>How values that JSON has no form for are spelt.</summary>
[Flags]
internal enum ElementStyle
{
    /// <summary>The golden form: NaN and infinities as strings, every string in base64.</summary>
    Golden = 0,

    /// <summary>NaN and infinities as bare words, as TF Serving writes them.</summary>
    BareNonFinite = 1,

    /// <summary>Strings as text where they are valid UTF-8, in base64 where they are not.</summary>
    TextStrings = 2,
}
