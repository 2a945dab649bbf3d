using System.Buffers;
using System.Text;

namespace TfKeyedExport.Formats.TextFormat;

/// <summary>Finds where a message ends in a text, so that something can be added to it and all else stays as it is written.</summary>
internal static class MessageEnd
{
    /// <summary>Where the closing brace of an outermost message stands.</summary>
    /// <param name="text">A text that <see cref="TextFormatReader"/> reads.</param>
    /// <param name="name">The field.</param>
    /// <returns>The brace's offset in bytes; null if the text has no such message.</returns>
    public static int? Find(ReadOnlySpan<byte> text, string name)
    {
        int skipped = text.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var cursor = new TextCursor(text[skipped..]);
        int depth = 0;
        bool isIt = false;
        while (true)
        {
            cursor.SkipBlanks();
            if (cursor.IsAtEnd)
                return null;
            switch ((char)cursor.Current)
            {
                case '"' or '\'':
                    QuotedText.Read(ref cursor, new ArrayBufferWriter<byte>());
                    break;
                case '{' or '<':
                    depth++;
                    cursor.Take();
                    break;
                case '}' or '>':
                    if (--depth == 0 && isIt)
                        return skipped + cursor.Offset;
                    cursor.Take();
                    break;
                default:
                    if (ScalarParser.StartsWord(cursor.Current))
                    {
                        string word = ScalarParser.Word(ref cursor);
                        isIt = depth == 0 ? word == name : isIt;
                    }
                    else
                    {
                        cursor.Take();
                    }
                    break;
            }
        }
    }
}
