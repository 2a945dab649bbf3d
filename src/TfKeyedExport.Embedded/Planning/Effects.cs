using TfKeyedExport.Graphs;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Which operations change something that lasts, and which only read what may change.</summary>
internal static class Effects
{
    private static readonly HashSet<string> Writers =
    [
        "Assert", "Assign", "AssignAdd", "AssignAddVariableOp", "AssignSub", "AssignSubVariableOp", "AssignVariableOp", "InitializeTable",
        "InitializeTableFromTextFile", "InitializeTableFromTextFileV2", "InitializeTableV2", "LookupTableImport", "LookupTableImportV2", "LookupTableInsert",
        "LookupTableInsertV2", "LookupTableRemoveV2", "ResourceScatterAdd", "ResourceScatterDiv", "ResourceScatterMax",
        "ResourceScatterMin", "ResourceScatterMul", "ResourceScatterNdAdd", "ResourceScatterNdMax", "ResourceScatterNdMin", "ResourceScatterNdSub",
        "ResourceScatterNdUpdate", "ResourceScatterSub", "ResourceScatterUpdate",
        "ResourceStridedSliceAssign", "ScatterAdd", "ScatterDiv", "ScatterMax", "ScatterMin", "ScatterMul", "ScatterSub", "ScatterUpdate",
    ];

    private static readonly HashSet<string> Handles =
    [
        "AnonymousHashTable", "HashTable", "HashTableV2", "MutableDenseHashTableV2", "MutableHashTable", "MutableHashTableOfTensors",
        "MutableHashTableOfTensorsV2", "MutableHashTableV2", "VarHandleOp",
    ];

    /// <summary>Operations without inputs whose results still differ from call to call, or that read state.</summary>
    private static readonly HashSet<string> Changing =
    [
        "AnonymousMutableHashTable", "IsVariableInitialized", "LookupTableExport", "LookupTableExportV2", "LookupTableFind", "LookupTableFindV2",
        "LookupTableSize", "LookupTableSizeV2", "Multinomial", "RandomGamma", "RandomGammaGrad",
        "RandomPoisson", "RandomPoissonV2", "RandomShuffle", "RandomStandardNormal", "RandomUniform", "RandomUniformInt", "ReadVariableOp", "ResourceGather",
        "ResourceGatherNd", "RestoreV2", "TensorArrayConcatV3", "TensorArrayGatherV3",
        "TensorArrayReadV3", "TensorArrayScatterV3", "TensorArraySizeV3", "TensorArraySplitV3", "TensorArrayV3", "TensorArrayWriteV3", "Timestamp",
        "TruncatedNormal", "VarIsInitializedOp", "Variable", "VariableShape", "VariableV2", ReferenceReads.Op,
    ];

    /// <summary>Whether a node writes something that other calls or later nodes see, itself or in a region.</summary>
    public static bool HasEffect(Node node) => Writers.Contains(node.Op) || node.Regions.Any(r => r.Nodes.Any(HasEffect));

    /// <summary>Whether a node gives the handle of a variable or a table.</summary>
    public static bool IsHandle(Node node) => Handles.Contains(node.Op);

    /// <summary>Whether a node gives the same for the same inputs, always.</summary>
    public static bool IsPure(Node node) =>
        !node.IsParameter && !Changing.Contains(node.Op) && !HasEffect(node) && node.Regions.All(r => r.Nodes.All(n => n.IsParameter || IsPure(n)));

    /// <summary>Whether a node writes, and through which of its inputs.</summary>
    public static bool Writes(Node node) => Writers.Contains(node.Op);

    /// <summary>Whether an operation changes a variable or a table: every writer but those that only end the call.</summary>
    public static bool WritesState(string op) => op != "Assert" && Writers.Contains(op);
}
