using System.Diagnostics.CodeAnalysis;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Formats.Rest.Syntax;

/// <summary>What TF Serving says of text that is not JSON, in its own words, with the offset of the byte where it stopped.</summary>
internal static class SyntaxError
{
    public const string Empty = "The document is empty.";
    public const string Value = "Invalid value.";
    public const string Name = "Missing a name for object member.";
    public const string Colon = "Missing a colon after a name of object member.";
    public const string ObjectComma = "Missing a comma or '}' after an object member.";
    public const string ArrayComma = "Missing a comma or ']' after an array element.";
    public const string Hex = "Incorrect hex digit after \\u escape in string.";
    public const string Surrogate = "The surrogate pair in string is invalid.";
    public const string Escape = "Invalid escape character in string.";
    public const string Quote = "Missing a closing quotation mark in string.";
    public const string TooBig = "Number too big to be stored in double.";
    public const string Fraction = "Miss fraction part in number.";
    public const string Exponent = "Miss exponent in number.";

    /// <summary>Ends the reading.</summary>
    [DoesNotReturn]
    public static void Throw(string reason, int offset) => throw TfKeyedException.BadRequest($"JSON Parse error: {reason} at offset: {offset}");
}
