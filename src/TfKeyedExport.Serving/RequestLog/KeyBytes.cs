using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using TfKeyedExport.Serving.Log;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>A row's key as bytes: a string's own, anything else as JSON has it.</summary>
internal static class KeyBytes
{
    /// <summary>The bytes.</summary>
    public static ReadOnlySpan<byte> Of(Tensor keys, int row, ArrayBufferWriter<byte> scratch)
    {
        if (IsString(keys))
            return keys.Strings[row];
        scratch.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(scratch, LogLines.Options))
            RowJson.Write(json, keys, row, (int)keys.Shape[0]);
        return scratch.WrittenSpan;
    }

    /// <summary>What the bytes are.</summary>
    public static KeyKind KindOf(Tensor keys, ReadOnlySpan<byte> bytes) => !IsString(keys) ? KeyKind.Json : Utf8.IsValid(bytes) ? KeyKind.Text : KeyKind.Bytes;

    private static bool IsString(Tensor keys) => keys.Type == DataType.String && keys.RowLength() == 1;
}
