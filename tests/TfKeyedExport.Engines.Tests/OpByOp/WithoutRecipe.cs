namespace TfKeyedExport.Engines.Tests.OpByOp;

/// <summary>Operations without a recipe of their own, and why.</summary>
internal static class WithoutRecipe
{
    private const string InTables = "part of the recipes of tables";
    private const string InVariables = "part of the recipes of variables";
    private const string InLists = "a rarer form of a list operation that has a recipe; models with loops and golden answers run lists";
    private const string Files = "reads files of a model: the models with golden answers do that";
    private const string Optionals = "a value of a type that only functions pass on: the models with golden answers do that";

    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["Assert"] = "answers nothing: the tests of conditionals see it fail",
        ["Assign"] = InVariables,
        ["AssignVariableOp"] = InVariables,
        ["DisableCopyOnRead"] = InVariables,
        ["EmptyTensorList"] = InLists,
        ["InitializeTable"] = InTables,
        ["InitializeTableFromTextFile"] = Files,
        ["InitializeTableFromTextFileV2"] = Files,
        ["InitializeTableV2"] = InTables,
        ["IsVariableInitialized"] = InVariables,
        ["LookupTableExport"] = "the order of the entries is TensorFlow's own affair",
        ["LookupTableExportV2"] = "the order of the entries is TensorFlow's own affair",
        ["LookupTableFind"] = InTables,
        ["LookupTableFindV2"] = InTables,
        ["LookupTableImport"] = InTables,
        ["LookupTableInsert"] = InTables,
        ["LookupTableInsertV2"] = InTables,
        ["LookupTableRemoveV2"] = InTables,
        ["LookupTableSize"] = InTables,
        ["LookupTableSizeV2"] = InTables,
        ["MutableDenseHashTableV2"] = "the recipes of tables draw every key, and a dense table reserves two of them",
        ["MutableHashTableOfTensors"] = "the older name of MutableHashTableOfTensorsV2, which has a recipe",
        ["NonDeterministicInts"] = "chance decides alone: a test looks at its range and at two answers",
        ["NoOp"] = "answers nothing",
        ["OptionalFromValue"] = Optionals,
        ["OptionalGetValue"] = Optionals,
        ["OptionalHasValue"] = Optionals,
        ["OptionalNone"] = Optionals,
        ["ParseExample"] = "compared on recorded cases and on hostile bytes: random bytes are no examples",
        ["ParseExampleV2"] = "compared on recorded cases and on hostile bytes: random bytes are no examples",
        ["RefIdentity"] = "gives a reference as it is, which is no answer",
        ["ParseSequenceExampleV2"] = "compared on recorded cases: random bytes are no examples",
        ["RestoreV2"] = Files,
        ["TensorArrayCloseV3"] = "answers nothing",
        ["TensorArrayV3"] = "part of the recipes of arrays",
        ["TensorListConcat"] = InLists,
        ["TensorListConcatLists"] = InLists,
        ["TensorListFromTensor"] = InLists,
        ["TensorListReserve"] = InLists,
        ["TensorListScatter"] = InLists,
        ["TensorListScatterIntoExistingList"] = InLists,
        ["TensorListScatterV2"] = InLists,
        ["TensorListSplit"] = InLists,
        ["Timestamp"] = "no two engines tell the same time: a test with a clock of its own sees it",
        ["VarHandleOp"] = InVariables,
        ["VarIsInitializedOp"] = InVariables,
        ["Variable"] = InVariables,
        ["VariableV2"] = InVariables,
    };
}
