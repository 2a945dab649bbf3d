namespace TfKeyedExport.Embedded.Runtime;

/// <summary>Computes one operation of a plan. Made once per node, with attributes and types decoded; holds no state of a call.</summary>
internal abstract class Kernel
{
    /// <summary>Computes the outputs of <paramref name="context"/> from its inputs. Called by many threads at once, each with its own context.</summary>
    /// <exception cref="Errors.TfKeyedException">The inputs do not fit the operation; throw <see cref="KernelContext.Error"/>.</exception>
    public abstract void Run(KernelContext context);
}
