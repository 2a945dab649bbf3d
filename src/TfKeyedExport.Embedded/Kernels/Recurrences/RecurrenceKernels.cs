using TfKeyedExport.Embedded.Steps;

namespace TfKeyedExport.Embedded.Kernels.Recurrences;

/// <summary>Loops over the steps of a sequence, row by row.</summary>
internal static class RecurrenceKernels
{
    public static void Register(KernelRegistry registry) => registry
        .AddStep<RecurrenceStep>((r, step) => new RecurrenceKernel(r, step));
}
