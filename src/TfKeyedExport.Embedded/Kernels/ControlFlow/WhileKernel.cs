using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Functionalizing;

namespace TfKeyedExport.Embedded.Kernels.ControlFlow;

/// <summary><c>While</c>: runs a region on its own results for as long as another one says so.</summary>
internal sealed class WhileKernel(KernelRequest request) : Kernel
{
    private readonly Plan _condition = request.Region(0);
    private readonly Plan _body = request.Region(1);
    private readonly bool _isScalar = request.Attributes.Has(FlowAttributes.ScalarCondition);

    public override void Run(KernelContext context)
    {
        int count = context.OutputCount;
        // A model's loop that never ends must not keep a server's thread for ever.
        long limit = context.Call.Host.Options.LoopLimit;
        for (int i = 0; i < count; i++)
            context.Output(i).Share(context.Input(i));
        Frame condition = context.Region(_condition), body = context.Region(_body);
        for (long round = 0; Holds(context, condition, count); round++)
        {
            if (round == limit)
                throw TfKeyedException.Limit(
                    $"the loop ran {limit} times and did not end: that is the limit for a loop", null,
                    "give it fewer rounds to do; a loop that does not end cannot be run");
            // The state moves into the region: its only holder may then change it in place.
            for (int i = 0; i < count; i++)
            {
                body.SetParameter(i, context.Output(i));
                context.Output(i).Release();
            }
            body.Run();
            for (int i = 0; i < count; i++)
                context.Output(i).Share(body.Result(i));
            body.Clear();
        }
    }

    private bool Holds(KernelContext context, Frame condition, int count)
    {
        for (int i = 0; i < count; i++)
            condition.SetParameter(i, context.Output(i));
        condition.Run();
        if (_isScalar && condition.Result(0).Rank > 0)
            throw KernelContext.Error($"the loop's condition has the shape {condition.Result(0).ToShape()}; it must be a scalar");
        bool holds = Condition.IsTrue(condition.Result(0));
        condition.Clear();
        return holds;
    }
}
