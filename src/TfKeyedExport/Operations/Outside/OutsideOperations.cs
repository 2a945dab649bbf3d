namespace TfKeyedExport.Operations.Outside;

/// <summary>
/// Operations that reach outside a model and that the program knows nothing else of: to files, the network, other processes and devices, the terminal, Python.
/// Those that it knows more of say it in their own families' tables.
/// </summary>
/// <remarks>
/// The names are those of TensorFlow 2.21's list of operations and of known libraries beside it; a name decides, whatever a model declares under it.
/// What an operation's functions do is found by walking them, so those that only call functions are not here.
/// </remarks>
internal static class OutsideOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = Declare();

    private static OperationFamily Declare()
    {
        var family = new OperationFamily("Outside");
        Add(new("reads files") { FileInputs = [0] },
            "ReadFile", "InitializeTRTResource");
        Add(new("reads files") { FileInputs = [0] },
            "Restore", "RestoreSlice", "LoadAndRemapMatrix");
        Add(new("reads files") { FileInputs = [0, 1] },
            "GenerateVocabRemapping");
        Add(new("reads files") { FileInputs = [0] },
            "TextLineDataset", "TFRecordDataset", "TFRecordDatasetV2", "FixedLengthRecordDataset", "FixedLengthRecordDatasetV2");
        Add(new("reads files"),
            "CSVDataset", "CSVDatasetV2", "DTensorRestoreV2", "ExperimentalCSVDataset", "ExperimentalLMDBDataset",
            "ExperimentalMatchingFilesDataset", "ExperimentalSqlDataset", "FixedLengthRecordReader", "FixedLengthRecordReaderV2",
            "ImmutableConst", "LMDBDataset", "LMDBReader", "ListSnapshotChunksDataset", "LoadDataset", "MatchingFiles",
            "MatchingFilesDataset", "RecordInput", "Skipgram", "SnapshotChunkDataset", "SnapshotDatasetReader", "SnapshotNestedDatasetReader",
            "SqlDataset", "TFRecordReader", "TFRecordReaderV2", "TextLineReader", "TextLineReaderV2", "WholeFileReader", "WholeFileReaderV2");
        Add(new("writes files"),
            "CalibrationStatisticsSaver", "CloseSummaryWriter", "CreateSummaryDbWriter", "CreateSummaryFileWriter", "DatasetToTFRecord",
            "DistributedSave", "DumpTensor", "ExperimentalDatasetToTFRecord", "FlushSummaryWriter", "ImportEvent", "MergeV2Checkpoints",
            "Save", "SaveDataset", "SaveDatasetV2", "SaveSlices", "SaveV2", "SerializeTRTResource", "StatsAggregatorSetSummaryWriter",
            "SummaryWriter", "WriteAudioSummary", "WriteFile", "WriteGraphSummary", "WriteHistogramSummary", "WriteImageSummary",
            "WriteRawProtoSummary", "WriteScalarSummary", "WriteSummary");
        Add(new("reads and writes files"),
            "CacheDataset", "CacheDatasetV2", "SnapshotDataset", "SnapshotDatasetV2");
        Add(new("changes how this process reaches files"),
            "FileSystemSetConfiguration");
        Add(new("prints to the terminal or to a file"),
            "Print", "PrintV2");
        Add(new("calls native code by a name that stands in the model"),
            "XlaCustomCall", "XlaCustomCallV2");
        Add(new("runs a function that the library names elsewhere, where nobody has looked"),
            "SymbolicGradient");
        Add(new("talks to other processes"),
            "RemoteCall", "RemoteFusedGraphExecute", "TryRpc", "WorkerHeartbeat", "DeleteRpcFutureResource");
        Add(new("talks to other devices"),
            "CollateTpuEmbeddingMemory", "ConfigureAndInitializeGlobalTPU", "GetTpuTaskId", "Recv", "Send", "StoreMinibatchStatisticsInFdo",
            "TpuHandleToProtoKey", "UpdateTaskIdAndGlobalCoreArray", "_HostRecv", "_HostSend", "_Recv", "_Send");
        Add(new("runs a graph that stands in its data, where nobody has looked"),
            "DatasetFromGraph", "MlirPassthroughOp");
        Add(new("calls Python code that is not in the model") { NeedsPython = true },
            "EagerPyFunc", "PyFunc", "PyFuncStateless");
        Add(new("sends or writes what it sees") { Attribute = "debug_urls" },
            "DebugIdentity", "DebugIdentityV2", "DebugIdentityV3", "DebugNanCount", "DebugNumericSummary");
        Add(new("reads files") { Attribute = "vocab_file" },
            "FixedUnigramCandidateSampler");
        Add(new("reads files") { Attribute = "descriptor_source", Harmless = ["local://", "bytes://"] },
            "DecodeProtoV2", "EncodeProto");
        return family;

        void Add(OutsideOperation outside, params ReadOnlySpan<string> names)
        {
            foreach (string name in names)
                family.Add(outside: outside, name: name);
        }
    }
}
