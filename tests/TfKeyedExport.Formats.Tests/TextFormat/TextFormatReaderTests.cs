using System.Text;
using TfKeyedExport.Formats.TextFormat;
using Xunit;

namespace TfKeyedExport.Formats.Tests.TextFormat;

public class TextFormatReaderTests
{
    [Theory]
    [InlineData("a: 1 b: -2", "a=1 b=-2")]
    [InlineData("a: 1, b: 2; c: 3", "a=1 b=2 c=3")]
    [InlineData("a:1 # one\n# nothing\nb:2", "a=1 b=2")]
    [InlineData("a: - 5", "a=-5")]
    [InlineData("a: 0x1F b: 017 c: .5 d: 5. e: 1e-3 f: 2.5f", "a=0x1F b=017 c=.5 d=5. e=1e-3 f=2.5f")]
    [InlineData("a: true b: -inf c: TENSORFLOW", "a=true b=-inf c=TENSORFLOW")]
    [InlineData("a { b: 1 } c: { d: 2 } e < f: 3 >", "a{b=1} c{d=2} e{f=3}")]
    [InlineData("a {} b <> c: {}", "a{} b{} c{}")]
    [InlineData("a: [1, 2 , 3]", "a=1 a=2 a=3")]
    [InlineData("a [{b: 1}, <b: 2>] c: [{}]", "a{b=1} a{b=2} c{}")]
    [InlineData("a: [] b []", "a[] b[]")]
    [InlineData("[type.googleapis.com/x.Y] { a: 1 }", "[type.googleapis.com/x.Y]{a=1}")]
    [InlineData("", "")]
    [InlineData("\r\n\t\v\f # only a comment", "")]
    [InlineData("\uFEFFa: 1", "a=1")]
    public void Texts_become_trees(string text, string tree) => Assert.Equal(tree, Tree(Read(text)));

    [Theory]
    [InlineData("'it''s' \"one\"", "itsone")]
    [InlineData("\"a\"\n  # between\n 'b'", "ab")]
    [InlineData("""
        "\a\b\f\n\r\t\v\?\\\'\""
        """, "\a\b\f\n\r\t\v?\\'\"")]
    [InlineData("""
        "\101\x41\X4a\0\u00e9\U0001F600\ud83d\ude00"
        """, "AAJ\0é😀😀")]
    [InlineData("\"😀 'as it is'\"", "😀 'as it is'")]
    public void Strings_are_what_they_stand_for(string quoted, string text)
    {
        TextScalar scalar = Assert.Single(Read("a: " + quoted).Fields).Scalar!;
        Assert.Equal(TextScalarKind.Quoted, scalar.Kind);
        Assert.Equal(text, scalar.Text);
        Assert.Equal(Encoding.UTF8.GetBytes(text), scalar.Bytes.ToArray());
    }

    [Fact]
    public void Bytes_that_are_no_text_stay_what_they_are() => Assert.Equal([0xFF, 0x80], Read("a: '\\xff\\200'").Fields[0].Scalar!.Bytes.ToArray());

    [Theory]
    [InlineData("a: 1\n  b 2", 2, 5, "':' or '{' is expected behind b, and there is '2'")]
    [InlineData("this is not a proto", 1, 6, "':' or '{' is expected behind this, and there is 'i'")]
    [InlineData("a {\n b: 1", 1, 1, "the message a is not closed")]
    [InlineData("a {\n b < }", 2, 6, "'}' does not close the message b of line 2")]
    [InlineData("}", 1, 1, "'}' closes nothing")]
    [InlineData("a: 'x\n'", 1, 4, "the text in quotes does not end on its line")]
    [InlineData("a: '\\q'", 1, 5, "what stands behind the backslash has no meaning")]
    [InlineData("a: '\\ud800'", 1, 5, "\\u needs 4 hexadecimal digits of a character")]
    [InlineData("a: '\\400'", 1, 5, "the number behind the backslash is more than a byte")]
    [InlineData("a: 1x", 1, 4, "'1' does not become a number")]
    [InlineData("a: 089", 1, 4, "'089' does not become a number")]
    [InlineData("a: 1.2.3", 1, 4, "'1.2' does not become a number")]
    [InlineData("a: 1e", 1, 4, "'1e' does not become a number")]
    [InlineData("a: 0x", 1, 4, "'0x' does not become a number")]
    [InlineData("a: -true", 1, 4, "'-true' is no value")]
    [InlineData("a:", 1, 3, "a value of a is expected, and there is the end of the text")]
    [InlineData("a [1]", 1, 1, "':' is missing between a and its list")]
    [InlineData("a: [1 2]", 1, 7, "',' or ']' is expected, and there is '2'")]
    [InlineData("a: [{}, 1]", 1, 9, "another message of a is expected, and there is '1'")]
    [InlineData("a: 1 ,, b: 2", 1, 7, "the name of a field is expected, and there is ','")]
    [InlineData("[a b]: 1", 1, 1, "what stands in brackets is no type's name")]
    [InlineData("1: 2", 1, 1, "the name of a field is expected, and there is '1'")]
    [InlineData("a: 1\0", 1, 5, "the name of a field is expected, and there is a byte 0x00")]
    public void An_error_says_what_and_where(string text, int line, int column, string what)
    {
        var error = Assert.Throws<TextFormatException>(() => Read(text));
        Assert.Equal((what, new TextPosition(line, column)), (error.What, error.Position));
        Assert.NotNull(error.Next);
    }

    [Fact]
    public void Fields_know_their_lines()
    {
        TextMessage message = Read("a: 1\n\n  b {\n    c: 2\n  }");
        Assert.Equal("line 3, column 3", message.Fields[1].Position.ToString());
        Assert.Equal("line 4, column 5", message.Fields[1].Message!.Fields[0].Position.ToString());
    }

    [Fact]
    public void A_hundred_messages_within_one_another_are_read_and_no_more()
    {
        Assert.NotNull(Read(Nested(100)));
        Assert.Contains("more than 100 messages", Assert.Throws<TextFormatException>(() => Read(Nested(101))).What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_braces_ends_at_the_limit_and_not_with_the_stack() =>
        Assert.Throws<TextFormatException>(() => Read(string.Concat(Enumerable.Repeat("a{", 1_000_000))));

    [Fact]
    public void Size_and_fields_are_limited()
    {
        Assert.Throws<TextFormatException>(() => TextFormatReader.Read(new byte[11], new TextFormatLimits { Bytes = 10 }));
        Assert.Throws<TextFormatException>(() => TextFormatReader.Read("a: [1, 1, 1, 1]"u8, new TextFormatLimits { Fields = 3 }));
    }

    internal static TextMessage Read(string text) => TextFormatReader.Read(Encoding.UTF8.GetBytes(text));

    internal static string Tree(TextMessage message) => string.Join(' ', message.Fields.Select(f =>
        (f.IsBracketed ? $"[{f.Name}]" : f.Name) + (f.Scalar is { } scalar ? $"={scalar.Text}" : f.Message is { } inner ? $"{{{Tree(inner)}}}" : "[]")));

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("a{", depth)) + new string('}', depth);
}
