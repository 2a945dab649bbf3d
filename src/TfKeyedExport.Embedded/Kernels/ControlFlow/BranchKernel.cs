using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Graphs.Functionalizing;
using TfKeyedExport.Operations.ControlFlow;

namespace TfKeyedExport.Embedded.Kernels.ControlFlow;

/// <summary><c>If</c> and <c>Case</c>: runs one of several regions on the inputs behind the first.</summary>
internal sealed class BranchKernel : Kernel
{
    private readonly Plan[] _branches;
    private readonly bool _byIndex;
    private readonly bool _isScalar;

    public BranchKernel(KernelRequest request)
    {
        _branches = [.. Enumerable.Range(0, request.RegionCount).Select(request.Region)];
        if (_branches.Length == 0)
            throw request.Unsupported("there is no branch to choose");
        _byIndex = request.IsAny(ControlFlowOperations.Case, ControlFlowOperations.StatelessCase);
        _isScalar = request.Attributes.Has(FlowAttributes.ScalarCondition);
    }

    public override void Run(KernelContext context)
    {
        Frame frame = context.Region(_branches[Choose(context)]);
        for (int i = 1; i < context.InputCount; i++)
            frame.SetParameter(i - 1, context.Input(i));
        frame.Run();
        for (int i = 0; i < context.OutputCount; i++)
            context.Output(i).Share(frame.Result(i));
        frame.Clear();
    }

    // An index outside the branches takes the last one.
    private int Choose(KernelContext context)
    {
        if (!_byIndex)
        {
            if (_isScalar && context.Input(0).Rank > 0)
                throw context.ShapeError(0, "the condition must be a scalar");
            return Condition.IsTrue(context.Input(0)) ? 0 : 1;
        }
        if (context.Input(0).Count != 1)
            throw context.ShapeError(0, "the branch index must be a scalar");
        long index = context.Integer(0);
        return index < 0 || index >= _branches.Length ? _branches.Length - 1 : (int)index;
    }
}
