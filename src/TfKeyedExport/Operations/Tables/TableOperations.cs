using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Tables;

/// <summary>Lookup tables.</summary>
internal static class TableOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Tables");

    public static Operation AnonymousHashTable { get; } = Family.Add(effect: Effect.Draws);
    public static Operation AnonymousMutableHashTable { get; } = Family.Add(effect: Effect.Draws);
    public static Operation HashTable { get; } = Family.Add(effect: Effect.Handle);
    public static Operation HashTableV2 { get; } = Family.Add(effect: Effect.Handle, traits: Trait.Moves);
    public static Operation InitializeTable { get; } = Family.Add(effect: Effect.Writes);
    public static Operation InitializeTableFromTextFile { get; } = Family.Add(effect: Effect.Writes, outside: new("reads files") { FileInputs = [1] });
    public static Operation InitializeTableFromTextFileV2 { get; } = Family.Add(outside: new("reads files") { FileInputs = [1] });
    public static Operation InitializeTableV2 { get; } = Family.Add();
    public static Operation LookupTableExport { get; } = Family.Add(effect: Effect.Reads);
    public static Operation LookupTableExportV2 { get; } = Family.Add(effect: Effect.Reads);
    public static Operation LookupTableFind { get; } = Family.Add(effect: Effect.Reads, shapes: ShapeRules.Find, rows: RowRules.Find, hints: HintRules.Lookup);
    public static Operation LookupTableFindV2 { get; } = Family.Add(
        effect: Effect.Reads, shapes: ShapeRules.Find, rows: RowRules.Find, hints: HintRules.Lookup);
    public static Operation LookupTableImport { get; } = Family.Add(effect: Effect.Writes);
    public static Operation LookupTableImportV2 { get; } = Family.Add();
    public static Operation LookupTableInsert { get; } = Family.Add(effect: Effect.Writes);
    public static Operation LookupTableInsertV2 { get; } = Family.Add();
    public static Operation LookupTableRemoveV2 { get; } = Family.Add();
    public static Operation LookupTableSize { get; } = Family.Add(effect: Effect.Reads, shapes: ShapeRules.Scalar);
    public static Operation LookupTableSizeV2 { get; } = Family.Add(effect: Effect.Reads, shapes: ShapeRules.Scalar);
    public static Operation MutableDenseHashTableV2 { get; } = Family.Add(effect: Effect.Handle);
    public static Operation MutableHashTable { get; } = Family.Add(effect: Effect.Handle);
    public static Operation MutableHashTableOfTensors { get; } = Family.Add(effect: Effect.Handle);
    public static Operation MutableHashTableOfTensorsV2 { get; } = Family.Add(effect: Effect.Handle);
    public static Operation MutableHashTableV2 { get; } = Family.Add(effect: Effect.Handle, traits: Trait.Moves);
}
