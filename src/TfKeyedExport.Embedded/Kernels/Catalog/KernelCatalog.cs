using TfKeyedExport.Embedded.Kernels.Arrays;
using TfKeyedExport.Embedded.Kernels.Categorical;
using TfKeyedExport.Embedded.Kernels.ControlFlow;
using TfKeyedExport.Embedded.Kernels.Counting;
using TfKeyedExport.Embedded.Kernels.Elementwise;
using TfKeyedExport.Embedded.Kernels.Images;
using TfKeyedExport.Embedded.Kernels.Linear;
using TfKeyedExport.Embedded.Kernels.Nn;
using TfKeyedExport.Embedded.Kernels.Optionals;
using TfKeyedExport.Embedded.Kernels.Parsing;
using TfKeyedExport.Embedded.Kernels.Quantization;
using TfKeyedExport.Embedded.Kernels.Ragged;
using TfKeyedExport.Embedded.Kernels.Random;
using TfKeyedExport.Embedded.Kernels.Recurrences;
using TfKeyedExport.Embedded.Kernels.Reductions;
using TfKeyedExport.Embedded.Kernels.Scattering;
using TfKeyedExport.Embedded.Kernels.Segments;
using TfKeyedExport.Embedded.Kernels.Sets;
using TfKeyedExport.Embedded.Kernels.Signal;
using TfKeyedExport.Embedded.Kernels.Sizes;
using TfKeyedExport.Embedded.Kernels.Sparse;
using TfKeyedExport.Embedded.Kernels.Strings;
using TfKeyedExport.Embedded.Kernels.Tables;
using TfKeyedExport.Embedded.Kernels.TensorArrays;
using TfKeyedExport.Embedded.Kernels.TensorLists;
using TfKeyedExport.Embedded.Kernels.Variables;
using TfKeyedExport.Operations.Catalog;

namespace TfKeyedExport.Embedded.Kernels.Catalog;

/// <summary>The list of families; each registers its operations in alphabetical order.</summary>
internal static class KernelCatalog
{
    /// <summary>All kernels.</summary>
    public static KernelRegistry Default { get; } = Register(new KernelRegistry());

    /// <summary>What the engine knows of the operation of a name, or null.</summary>
    public static KernelRegistration? Find(string operation) => OperationCatalog.Find(operation) is { } found ? Default.Find(found) : null;

    private static KernelRegistry Register(KernelRegistry registry)
    {
        ArrayKernels.Register(registry);
        CategoricalKernels.Register(registry);
        ControlFlowKernels.Register(registry);
        CountingKernels.Register(registry);
        ElementwiseKernels.Register(registry);
        ImageKernels.Register(registry);
        LinearKernels.Register(registry);
        NnKernels.Register(registry);
        OptionalKernels.Register(registry);
        ParsingKernels.Register(registry);
        QuantizationKernels.Register(registry);
        RaggedKernels.Register(registry);
        RandomKernels.Register(registry);
        RecurrenceKernels.Register(registry);
        ReductionKernels.Register(registry);
        ScatteringKernels.Register(registry);
        SegmentedKernels.Register(registry);
        SetKernels.Register(registry);
        SignalKernels.Register(registry);
        SizeKernels.Register(registry);
        SparseKernels.Register(registry);
        StringKernels.Register(registry);
        TableKernels.Register(registry);
        TensorArrayKernels.Register(registry);
        TensorListKernels.Register(registry);
        VariableKernels.Register(registry);
        return registry;
    }
}
