using System.Collections.Frozen;

namespace TfKeyedExport.Safety;

/// <summary>TensorFlow's operations that reach outside a model: to files, the network, other processes and devices, the terminal, Python.</summary>
/// <remarks>
/// The names are those of TensorFlow 2.21's list of operations and of known libraries beside it; a name decides, whatever a model declares under it.
/// What an operation's functions do is found by <see cref="OperationReach"/>, so those that only call functions are not here.
/// </remarks>
internal static class OutsideOperations
{
    private const string ReadsFiles = "reads files";
    private const string WritesFiles = "writes files";
    private const string OtherProcesses = "talks to other processes";
    private const string OtherDevices = "talks to other devices";
    private const string Python = "calls Python code that is not in the model";

    private static readonly FrozenDictionary<string, OutsideOperation> ByName = Named().ToFrozenDictionary(StringComparer.Ordinal);

    // Whole families, of which later versions of TensorFlow may have more.
    private static readonly (string Part, bool Anywhere, OutsideOperation Operation)[] Families =
    [
        ("DataService", false, new(OtherProcesses)), ("RegisterDataset", false, new(OtherProcesses)), ("Rpc", false, new(OtherProcesses)),
        ("Collective", false, new(OtherProcesses)), ("BigQuery", false, new(OtherProcesses)), ("Bigtable", false, new(OtherProcesses)),
        ("IO>", false, new("reads files or talks to other processes")),
        ("Nccl", false, new(OtherDevices)), ("_Nccl", false, new(OtherDevices)), ("TPU", true, new(OtherDevices)), ("Infeed", false, new(OtherDevices)),
        ("Outfeed", false, new(OtherDevices)), ("XlaSend", false, new(OtherDevices)), ("XlaRecv", false, new(OtherDevices)),
        ("_XlaSend", false, new(OtherDevices)), ("_XlaRecv", false, new(OtherDevices)), ("XlaHostCompute", false, new(OtherDevices)),
    ];

    /// <summary>What an operation does outside its model; null for those that stay inside.</summary>
    public static OutsideOperation? Find(string name)
    {
        if (ByName.TryGetValue(name, out OutsideOperation? found))
            return found;
        foreach ((string part, bool anywhere, OutsideOperation operation) in Families)
        {
            if (anywhere ? name.Contains(part, StringComparison.Ordinal) : name.StartsWith(part, StringComparison.Ordinal))
                return operation;
        }
        return null;
    }

    private static IEnumerable<KeyValuePair<string, OutsideOperation>> Named()
    {
        (string[] Names, OutsideOperation Operation)[] groups =
        [
            (["ReadFile", "InitializeTRTResource"], new(ReadsFiles) { FileInputs = [0] }),
            (["InitializeTableFromTextFile", "InitializeTableFromTextFileV2"], new(ReadsFiles) { FileInputs = [1] }),
            (["Restore", "RestoreSlice", "RestoreV2", "LoadAndRemapMatrix"], new(ReadsFiles) { FileInputs = [0] }),
            (["GenerateVocabRemapping"], new(ReadsFiles) { FileInputs = [0, 1] }),
            (["TextLineDataset", "TFRecordDataset", "TFRecordDatasetV2", "FixedLengthRecordDataset", "FixedLengthRecordDatasetV2"], new(ReadsFiles) { FileInputs = [0] }),
            (
                [
                    "CSVDataset", "CSVDatasetV2", "DTensorRestoreV2", "ExperimentalCSVDataset", "ExperimentalLMDBDataset", "ExperimentalMatchingFilesDataset",
                    "ExperimentalSqlDataset", "FixedLengthRecordReader", "FixedLengthRecordReaderV2", "ImmutableConst", "LMDBDataset", "LMDBReader",
                    "ListSnapshotChunksDataset", "LoadDataset", "MatchingFiles", "MatchingFilesDataset", "RecordInput", "Skipgram", "SnapshotChunkDataset",
                    "SnapshotDatasetReader", "SnapshotNestedDatasetReader", "SqlDataset", "TFRecordReader", "TFRecordReaderV2", "TextLineReader",
                    "TextLineReaderV2", "WholeFileReader", "WholeFileReaderV2",
                ],
                new(ReadsFiles)),
            (
                [
                    "CalibrationStatisticsSaver", "CloseSummaryWriter", "CreateSummaryDbWriter", "CreateSummaryFileWriter", "DatasetToTFRecord",
                    "DistributedSave", "DumpTensor", "ExperimentalDatasetToTFRecord", "FlushSummaryWriter", "ImportEvent", "MergeV2Checkpoints", "Save",
                    "SaveDataset", "SaveDatasetV2", "SaveSlices", "SaveV2", "SerializeTRTResource", "StatsAggregatorSetSummaryWriter", "SummaryWriter",
                    "WriteAudioSummary", "WriteFile", "WriteGraphSummary", "WriteHistogramSummary", "WriteImageSummary", "WriteRawProtoSummary",
                    "WriteScalarSummary", "WriteSummary",
                ],
                new(WritesFiles)),
            (["CacheDataset", "CacheDatasetV2", "SnapshotDataset", "SnapshotDatasetV2"], new("reads and writes files")),
            (["FileSystemSetConfiguration"], new("changes how this process reaches files")),
            (["Print", "PrintV2"], new("prints to the terminal or to a file")),
            (["Abort"], new("ends the process")),
            (["XlaCustomCall", "XlaCustomCallV2"], new("calls native code by a name that stands in the model")),
            (["SymbolicGradient"], new("runs a function that the library names elsewhere, where nobody has looked")),
            (["RemoteCall", "RemoteFusedGraphExecute", "TryRpc", "WorkerHeartbeat", "DeleteRpcFutureResource"], new(OtherProcesses)),
            (
                [
                    "CollateTpuEmbeddingMemory", "ConfigureAndInitializeGlobalTPU", "GetTpuTaskId", "Recv", "Send", "StoreMinibatchStatisticsInFdo",
                    "TpuHandleToProtoKey", "UpdateTaskIdAndGlobalCoreArray", "_HostRecv", "_HostSend", "_Recv", "_Send",
                ],
                new(OtherDevices)),
            (["DatasetFromGraph", "MlirPassthroughOp"], new("runs a graph that stands in its data, where nobody has looked")),
            (["EagerPyFunc", "PyFunc", "PyFuncStateless"], new(Python) { NeedsPython = true }),
            (["DebugIdentity", "DebugIdentityV2", "DebugIdentityV3", "DebugNanCount", "DebugNumericSummary"], new("sends or writes what it sees") { Attribute = "debug_urls" }),
            (["FixedUnigramCandidateSampler"], new(ReadsFiles) { Attribute = "vocab_file" }),
            (["DecodeProtoV2", "EncodeProto"], new(ReadsFiles) { Attribute = "descriptor_source", Harmless = ["local://", "bytes://"] }),
        ];
        return groups.SelectMany(g => g.Names.Select(n => KeyValuePair.Create(n, g.Operation)));
    }
}
