using System.Collections.Concurrent;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.ControlFlow;
using TfKeyedExport.Operations.Counting;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Images;
using TfKeyedExport.Operations.Linear;
using TfKeyedExport.Operations.Nn;
using TfKeyedExport.Operations.Optionals;
using TfKeyedExport.Operations.Outside;
using TfKeyedExport.Operations.Parsing;
using TfKeyedExport.Operations.Quantization;
using TfKeyedExport.Operations.Ragged;
using TfKeyedExport.Operations.Random;
using TfKeyedExport.Operations.Reductions;
using TfKeyedExport.Operations.Scattering;
using TfKeyedExport.Operations.Segments;
using TfKeyedExport.Operations.Sets;
using TfKeyedExport.Operations.Signal;
using TfKeyedExport.Operations.Sparse;
using TfKeyedExport.Operations.Strings;
using TfKeyedExport.Operations.Tables;
using TfKeyedExport.Operations.TensorArrays;
using TfKeyedExport.Operations.TensorLists;
using TfKeyedExport.Operations.Variables;

namespace TfKeyedExport.Operations.Catalog;

/// <summary>Every operation that is known, by name: those of the families' tables, and what else TensorFlow declares.</summary>
internal static class OperationCatalog
{
    /// <summary>The families.</summary>
    public static IReadOnlyList<OperationFamily> Families { get; } =
    [
        ArrayOperations.Family, ControlFlowOperations.Family, CountingOperations.Family, ElementwiseOperations.Family, ImageOperations.Family,
        LinearOperations.Family, NnOperations.Family, OptionalOperations.Family, OutsideOperations.Family, ParsingOperations.Family,
        QuantizationOperations.Family, RaggedOperations.Family, RandomOperations.Family, ReductionOperations.Family, ScatteringOperations.Family,
        SegmentOperations.Family, SetOperations.Family, SignalOperations.Family, SparseOperations.Family, StringOperations.Family, TableOperations.Family,
        TensorArrayOperations.Family, TensorListOperations.Family, VariableOperations.Family,
    ];

    private static readonly Dictionary<string, Operation> Listed = List();
    private static readonly ConcurrentDictionary<string, Operation> Others = new(StringComparer.Ordinal);

    /// <summary>The operation of a name; null if no table has it and TensorFlow does not declare it. What it may do then, nobody knows.</summary>
    public static Operation? Find(string name)
    {
        if (Listed.TryGetValue(name, out Operation? listed) || Others.TryGetValue(name, out listed))
            return listed;
        // Names that nobody declares are not kept: a model can make up any number of them.
        var other = new Operation(name);
        return other.Declaration is null ? null : Others.GetOrAdd(name, other);
    }

    private static Dictionary<string, Operation> List()
    {
        var listed = new Dictionary<string, Operation>(StringComparer.Ordinal);
        foreach (OperationFamily family in Families)
        {
            foreach (Operation operation in family.Operations)
                listed.Add(operation.Name, operation);
        }
        return listed;
    }
}
