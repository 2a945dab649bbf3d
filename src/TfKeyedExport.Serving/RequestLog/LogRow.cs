using System.Buffers;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>A row as it is written, whatever the form; filled again for each row.</summary>
internal sealed class LogRow
{
    /// <summary>When its call came in.</summary>
    public DateTimeOffset Time { get; set; }

    /// <summary>The model's name.</summary>
    public byte[] Model { get; set; } = [];

    /// <summary>The version.</summary>
    public long Version { get; set; }

    /// <summary>The signature's name.</summary>
    public byte[] Signature { get; set; } = [];

    /// <summary>What its key's bytes are.</summary>
    public KeyKind KeyKind { get; set; }

    /// <summary>The key's bytes.</summary>
    public ArrayBufferWriter<byte> Key { get; } = new();

    /// <summary>All keys as a JSON object, if there are several; else empty.</summary>
    public ArrayBufferWriter<byte> Keys { get; } = new();

    /// <summary>What the client calls its request; null if that is left out.</summary>
    public byte[]? RequestId { get; set; }

    /// <summary>Which attempt at it this is, from 1.</summary>
    public int Attempt { get; set; }

    /// <summary>Which of the call's rows it is, from 0.</summary>
    public int Row { get; set; }

    /// <summary>How many rows the call has.</summary>
    public int Rows { get; set; }

    /// <summary>How many rows the batch has in which it ran.</summary>
    public int BatchRows { get; set; }

    /// <summary>How long the call took, in microseconds.</summary>
    public double Latency { get; set; }

    /// <summary>The inputs as a JSON object; empty if none is written.</summary>
    public ArrayBufferWriter<byte> Inputs { get; } = new();

    /// <summary>The outputs as a JSON object; empty if none is written.</summary>
    public ArrayBufferWriter<byte> Outputs { get; } = new();

    /// <summary>The headers as a JSON object; empty if none is written.</summary>
    public ArrayBufferWriter<byte> Headers { get; } = new();
}
