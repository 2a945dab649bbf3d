namespace TfKeyedExport.Embedded.Kernels;

/// <summary>The list of families; each registers its operations in alphabetical order.</summary>
internal static class Families
{
    /// <summary>Adds every family to a registry.</summary>
    public static KernelRegistry Register(KernelRegistry registry)
    {
        Arrays.ArrayKernels.Register(registry.Family("Arrays"));
        Categorical.CategoricalKernels.Register(registry.Family("Categorical"));
        ControlFlow.ControlFlowKernels.Register(registry.Family("ControlFlow"));
        Elementwise.ElementwiseKernels.Register(registry.Family("Elementwise"));
        Images.ImageKernels.Register(registry.Family("Images"));
        Linear.LinearKernels.Register(registry.Family("Linear"));
        Nn.NnKernels.Register(registry.Family("Nn"));
        Optionals.OptionalKernels.Register(registry.Family("Optionals"));
        Parsing.ParsingKernels.Register(registry.Family("Parsing"));
        Quantization.QuantizationKernels.Register(registry.Family("Quantization"));
        Ragged.RaggedKernels.Register(registry.Family("Ragged"));
        Random.RandomKernels.Register(registry.Family("Random"));
        Recurrences.RecurrenceKernels.Register(registry.Family("Recurrences"));
        Reductions.ReductionKernels.Register(registry.Family("Reductions"));
        Sets.SetKernels.Register(registry.Family("Sets"));
        Tables.TableKernels.Register(registry.Family("Tables"));
        TensorArrays.TensorArrayKernels.Register(registry.Family("TensorArrays"));
        TensorLists.TensorListKernels.Register(registry.Family("TensorLists"));
        Sizes.SizeKernels.Register(registry.Family("Sizes"));
        Sparse.SparseKernels.Register(registry.Family("Sparse"));
        Strings.StringKernels.Register(registry.Family("Strings"));
        Variables.VariableKernels.Register(registry.Family("Variables"));
        return registry;
    }
}
