using System.Buffers;
using System.Buffers.Binary;

namespace TfKeyedExport.Serving.RequestLog.Parquet;

/// <summary>
/// Parquet as far as the request log needs it: flat columns, one group of rows, a page a column. The one library for it that is written in C# cannot be
/// compiled ahead of time without warnings.
/// </summary>
internal static class ParquetFile
{
    private const int DataPage = 0, Plain = 0, RunLength = 3, Snappy = 1, Utf8 = 0, TimestampMicros = 10;

    private static ReadOnlySpan<byte> Mark => "PAR1"u8;

    /// <summary>Writes a file of all values that columns have.</summary>
    /// <param name="destination">Receives the bytes.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">How many values each has.</param>
    /// <param name="told">What the file says of itself.</param>
    public static void Write(ArrayBufferWriter<byte> destination, IReadOnlyList<Column> columns, int rows, KeyValuePair<string, string> told)
    {
        destination.Write(Mark);
        var chunks = new Chunk[columns.Count];
        for (int i = 0; i < chunks.Length; i++)
        {
            long start = destination.WrittenCount;
            (int length, byte[] packed) = columns[i].Take();
            int header = WriteHeader(destination, length, packed.Length, rows);
            destination.Write(packed);
            chunks[i] = new Chunk(start, header + length, header + packed.Length);
        }
        int footer = destination.WrittenCount;
        WriteFooter(new CompactWriter(destination), columns, chunks, rows, told);
        BinaryPrimitives.WriteInt32LittleEndian(destination.GetSpan(sizeof(int)), destination.WrittenCount - footer);
        destination.Advance(sizeof(int));
        destination.Write(Mark);
    }

    private static int WriteHeader(ArrayBufferWriter<byte> destination, int length, int packed, int rows)
    {
        int start = destination.WrittenCount;
        var writer = new CompactWriter(destination);
        writer.Begin();
        writer.Field(1, CompactWriter.Int32, DataPage);
        writer.Field(2, CompactWriter.Int32, length);
        writer.Field(3, CompactWriter.Int32, packed);
        writer.Field(5, CompactWriter.Struct);
        writer.Begin();
        writer.Field(1, CompactWriter.Int32, rows);
        writer.Field(2, CompactWriter.Int32, Plain);
        writer.Field(3, CompactWriter.Int32, RunLength);
        writer.Field(4, CompactWriter.Int32, RunLength);
        writer.End();
        writer.End();
        return destination.WrittenCount - start;
    }

    private static void WriteFooter(
        CompactWriter writer, IReadOnlyList<Column> columns, Chunk[] chunks, int rows, KeyValuePair<string, string> told)
    {
        writer.Begin();
        writer.Field(1, CompactWriter.Int32, 1);
        writer.ListOf(2, CompactWriter.Struct, columns.Count + 1);
        writer.Begin();
        writer.Field(4, "row");
        writer.Field(5, CompactWriter.Int32, columns.Count);
        writer.End();
        foreach (Column column in columns)
            WriteSchema(writer, column);
        writer.Field(3, CompactWriter.Int64, rows);
        writer.ListOf(4, CompactWriter.Struct, 1);
        writer.Begin();
        writer.ListOf(1, CompactWriter.Struct, columns.Count);
        for (int i = 0; i < chunks.Length; i++)
            WriteChunk(writer, columns[i], chunks[i], rows);
        writer.Field(2, CompactWriter.Int64, chunks.Sum(c => c.Length));
        writer.Field(3, CompactWriter.Int64, rows);
        writer.End();
        writer.ListOf(5, CompactWriter.Struct, 1);
        writer.Begin();
        writer.Field(1, told.Key);
        writer.Field(2, told.Value);
        writer.End();
        writer.Field(6, "tfkeyed-server");
        writer.End();
    }

    private static void WriteSchema(CompactWriter writer, Column column)
    {
        writer.Begin();
        writer.Field(1, CompactWriter.Int32, Physical(column.Type));
        writer.Field(3, CompactWriter.Int32, column.IsOptional ? 1 : 0);
        writer.Field(4, column.Name);
        if (column.Type is ColumnType.Text or ColumnType.Time)
            writer.Field(6, CompactWriter.Int32, column.Type == ColumnType.Text ? Utf8 : TimestampMicros);
        writer.End();
    }

    private static void WriteChunk(CompactWriter writer, Column column, Chunk chunk, int rows)
    {
        writer.Begin();
        writer.Field(2, CompactWriter.Int64, chunk.Start);
        writer.Field(3, CompactWriter.Struct);
        writer.Begin();
        writer.Field(1, CompactWriter.Int32, Physical(column.Type));
        writer.ListOf(2, CompactWriter.Int32, 2);
        writer.Number(Plain);
        writer.Number(RunLength);
        writer.ListOf(3, CompactWriter.Binary, 1);
        writer.Text(column.Name);
        writer.Field(4, CompactWriter.Int32, Snappy);
        writer.Field(5, CompactWriter.Int64, rows);
        writer.Field(6, CompactWriter.Int64, chunk.Length);
        writer.Field(7, CompactWriter.Int64, chunk.Packed);
        writer.Field(9, CompactWriter.Int64, chunk.Start);
        writer.End();
        writer.End();
    }

    private static int Physical(ColumnType type) => type switch
    {
        ColumnType.Int32 => 1,
        ColumnType.Int64 or ColumnType.Time => 2,
        ColumnType.Double => 5,
        _ => 6,
    };

    private readonly record struct Chunk(long Start, long Length, long Packed);
}
