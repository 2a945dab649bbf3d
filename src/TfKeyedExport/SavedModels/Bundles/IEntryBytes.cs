namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>The bytes of one tensor of a checkpoint, in pieces.</summary>
internal interface IEntryBytes
{
    /// <summary>Bytes that are still to come.</summary>
    long Left { get; }

    /// <summary>Whether they end early because nobody wants them any more.</summary>
    bool WasStopped { get; }

    /// <summary>The next piece, valid until the one after it; empty where they end.</summary>
    ReadOnlySpan<byte> Next();
}
