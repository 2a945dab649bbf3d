using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Checking.Samples.Examples;

/// <summary>Takes a CSV file (RFC 4180, UTF-8) apart into records. What breaks the rules is an error: a guess would put values into other columns.</summary>
internal sealed class CsvReader
{
    private const string QuoteWhole = "Put the whole cell into quotes, and write each quote inside it twice";
    private readonly ReadOnlyMemory<char> _content;
    private readonly string _path;
    private readonly StringBuilder _cell = new();
    private List<string> _cells = [];
    private int _at;
    private int _line = 1;

    private CsvReader(ReadOnlyMemory<char> content, string path)
    {
        _content = content;
        _path = path;
    }

    /// <summary>Reads all records; lines with nothing on them are none.</summary>
    /// <param name="utf8">The file's content, with or without a byte order mark.</param>
    /// <param name="path">The file, for errors.</param>
    /// <exception cref="TfKeyedException">It is not UTF-8, or its quotes are wrong.</exception>
    public static IReadOnlyList<CsvRecord> Read(ReadOnlySpan<byte> utf8, string path)
    {
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        char[] text = GC.AllocateUninitializedArray<char>(utf8.Length);
        if (Utf8.ToUtf16(utf8, text, out int valid, out int length, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            throw TfKeyedException.BadRequest(
                "the file is not valid UTF-8", Where(path, utf8[..valid].Count((byte)'\n') + 1),
                "Save it as UTF-8; give strings that are no text as JSON lines, with {\"b64\": \"...\"}");
        }
        return new CsvReader(text.AsMemory(0, length), path).ReadAll();
    }

    /// <summary>A line of the file, for errors.</summary>
    public static string Where(string path, int line) => string.Create(CultureInfo.InvariantCulture, $"{path}, line {line}");

    private ReadOnlySpan<char> Rest => _content.Span[_at..];

    private List<CsvRecord> ReadAll()
    {
        var records = new List<CsvRecord>();
        while (!Rest.IsEmpty)
        {
            int line = _line;
            if (TryTakeLineEnd())
                continue;
            ReadRecord();
            records.Add(new CsvRecord(line, _cells));
            _cells = [];
        }
        return records;
    }

    private void ReadRecord()
    {
        do
        {
            if (TryTake('"'))
                ReadQuoted();
            else
                ReadPlain();
            _cells.Add(_cell.ToString());
            _cell.Clear();
        }
        while (TryTake(','));
        if (!Rest.IsEmpty && !TryTakeLineEnd())
            throw Wrong("there is text behind the quote that ends a cell", _line);
    }

    private void ReadPlain()
    {
        int length = Rest.IndexOfAny(",\r\n\"");
        ReadOnlySpan<char> part = length < 0 ? Rest : Rest[..length];
        _cell.Append(part);
        _at += part.Length;
        if (Rest.StartsWith('"'))
            throw Wrong("there is a quote inside a cell that does not begin with one", _line);
    }

    private void ReadQuoted()
    {
        int opened = _line;
        while (true)
        {
            int length = Rest.IndexOf('"');
            if (length < 0)
                throw Wrong("the quote that begins here does not end", opened);
            ReadOnlySpan<char> part = Rest[..length];
            _line += part.Count('\n');
            _cell.Append(part);
            _at += length + 1;
            if (!TryTake('"'))
                return;
            _cell.Append('"');
        }
    }

    private bool TryTake(char what)
    {
        if (!Rest.StartsWith(what))
            return false;
        _at++;
        return true;
    }

    private bool TryTakeLineEnd()
    {
        // Each of the three ways to end a line: \n, \r\n, and \r alone.
        bool back = TryTake('\r');
        bool ended = TryTake('\n') || back;
        _line += ended ? 1 : 0;
        return ended;
    }

    private TfKeyedException Wrong(string what, int line) => TfKeyedException.BadRequest(what, Where(_path, line), QuoteWhole);
}
