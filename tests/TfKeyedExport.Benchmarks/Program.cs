using BenchmarkDotNet.Running;
using TfKeyedExport.Benchmarks;

switch (args)
{
    // "latency MODEL ROWS...": microseconds a call of serving_default takes on the embedded engine, as JSON, timed as the Python peer does.
    case ["latency", var model, .. var sizes]:
        return Latency.Measure(model, sizes);
    // "steps MODEL ROWS...": the steps of the plan by the time that they take.
    case ["steps", var model, .. var sizes]:
        return StepTimes.Print(model, sizes);
    // "plan MODEL": the plan of serving_default as text.
    case ["plan", var model]:
        return StepTimes.Plan(model);
    // Everything else is BenchmarkDotNet's: --list flat, --filter '*Loading*', --iterationCount 5, ...
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Latency).Assembly).Run(args, new SameProcess());
        return 0;
}
