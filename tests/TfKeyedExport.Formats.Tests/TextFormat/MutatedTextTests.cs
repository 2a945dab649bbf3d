using System.Text;
using CsCheck;
using TfKeyedExport.Formats.TextFormat;
using Xunit;

namespace TfKeyedExport.Formats.Tests.TextFormat;

/// <summary>Whatever is done to a text, it is read or refused with a place; nothing else comes of it.</summary>
public class MutatedTextTests
{
    private static readonly byte[][] Texts = [.. GoldenTextTests.Texts.Select(Encoding.UTF8.GetBytes)];
    private static readonly byte[] Telling = [.. "{}<>[]:;,#'\"\\-.0x9eEfnu \n\0"u8, 0xFF, 0xC3];

    private static readonly Gen<(int Text, int Kind, int At, int With)> Changes =
        Gen.Select(Gen.Int[0, Texts.Length - 1], Gen.Int[0, 3], Gen.Int[0, 10_000], Gen.Int[0, 10_000]);

    [Fact]
    public void Mutated_texts_are_read_or_refused() => Changes.Sample(
        change => Assert.True(IsReadOrRefused(Changed(Texts[change.Text], change.Kind, change.At, change.With))), iter: 20_000);

    [Fact]
    public void Any_bytes_are_read_or_refused() => Gen.Int[0, Telling.Length - 1].Array[0, 40].Sample(
        picks => Assert.True(IsReadOrRefused([.. picks.Select(p => Telling[p])])), iter: 20_000);

    private static byte[] Changed(byte[] text, int kind, int at, int with)
    {
        if (text.Length == 0)
            return [Telling[with % Telling.Length]];
        at %= text.Length;
        return kind switch
        {
            0 => text[..at],
            1 => [.. text[..at], .. text[(at + 1)..]],
            2 => [.. text[..at], Telling[with % Telling.Length], .. text[at..]],
            _ => [.. text[..at], .. Texts[with % Texts.Length], .. text[at..]],
        };
    }

    private static bool IsReadOrRefused(byte[] text)
    {
        try
        {
            return TextFormatReader.Read(text).Fields.All(f => f.Position.Line > 0);
        }
        catch (TextFormatException error)
        {
            int lines = text.Count(b => b == '\n') + 1;
            return error.Position.Line >= 1 && error.Position.Line <= lines && error.Position.Column >= 1;
        }
    }
}
