namespace TfKeyedExport.Embedded.Kernels;

/// <summary>The list of families; each registers its operations in alphabetical order.</summary>
internal static class Families
{
    /// <summary>Adds every family to a registry.</summary>
    public static KernelRegistry Register(KernelRegistry registry)
    {
        Arrays.ArrayKernels.Register(registry.Family("Arrays"));
        Elementwise.ElementwiseKernels.Register(registry.Family("Elementwise"));
        Linear.LinearKernels.Register(registry.Family("Linear"));
        Sets.SetKernels.Register(registry.Family("Sets"));
        Variables.VariableKernels.Register(registry.Family("Variables"));
        return registry;
    }
}
