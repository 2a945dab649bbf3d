namespace TfKeyedExport.Formats.Rest.Syntax;

/// <summary>Kinds of JSON values as TF Serving names them.</summary>
internal static class ValueKinds
{
    /// <summary>The kind's name, by a value's first byte.</summary>
    public static string Name(byte first) => first switch
    {
        (byte)'{' => "Object",
        (byte)'[' => "Array",
        (byte)'"' => "String",
        (byte)'t' => "True",
        (byte)'f' => "False",
        (byte)'n' => "Null",
        _ => "Number",
    };
}
