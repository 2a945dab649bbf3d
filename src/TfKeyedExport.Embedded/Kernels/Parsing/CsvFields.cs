using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>Takes records of comma-separated values apart as TensorFlow does: RFC 4180, but a line's end between fields is skipped.</summary>
/// <param name="delimiter">What stands between fields.</param>
/// <param name="quotes">Whether a field may stand in quotation marks.</param>
/// <param name="columns">Which fields are wanted, in order; empty for all.</param>
internal sealed class CsvFields(byte delimiter, bool quotes, long[] columns)
{
    /// <summary>Adds the wanted fields of one record.</summary>
    public void Split(ReadOnlySpan<byte> record, StringBuffer fields)
    {
        int at = 0, parsed = 0, taken = 0;
        while (at < record.Length)
        {
            if (record[at] is (byte)'\n' or (byte)'\r')
            {
                at++;
                continue;
            }
            bool wanted = IsWanted(parsed, taken);
            at = quotes && record[at] == '"' ? Quoted(record, at + 1, wanted, fields) : Plain(record, at, wanted, fields);
            parsed++;
            if (wanted && ++taken == columns.Length)
                return;
        }
        // Behind a delimiter at the very end stands one more field, which is empty.
        if (!record.IsEmpty && record[^1] == delimiter && IsWanted(parsed, taken))
            fields.Add([]);
    }

    private bool IsWanted(int parsed, int taken) => columns.Length == 0 || columns[taken] == parsed;

    private int Plain(ReadOnlySpan<byte> record, int start, bool wanted, StringBuffer fields)
    {
        int end = start;
        for (; end < record.Length && record[end] != delimiter; end++)
        {
            if ((quotes && record[end] == '"') || record[end] is (byte)'\n' or (byte)'\r')
                throw KernelContext.Error("Unquoted fields cannot have quotes/CRLFs inside");
        }
        if (wanted)
            fields.Add(record[start..end]);
        return end + 1;
    }

    private int Quoted(ReadOnlySpan<byte> record, int start, bool wanted, StringBuffer fields)
    {
        int end = start, doubled = 0;
        while (end < record.Length - 1 && (record[end] != '"' || record[end + 1] != delimiter))
        {
            if (record[end] != '"')
            {
                end++;
                continue;
            }
            if (record[end + 1] != '"')
                throw KernelContext.Error("Quote inside a string has to be escaped by another quote");
            doubled++;
            end += 2;
        }
        if (end >= record.Length || record[end] != '"' || (end != record.Length - 1 && record[end + 1] != delimiter))
            throw KernelContext.Error("Quoted field has to end with quote followed by delim or end");
        if (wanted)
        {
            Span<byte> room = fields.Extend(end - start - doubled);
            for (int from = start, to = 0; from < end; from++, to++)
            {
                room[to] = record[from];
                from += record[from] == '"' ? 1 : 0;
            }
        }
        return end + 2;
    }
}
