using BenchmarkDotNet.Running;
using TfKeyedExport.Benchmarks;

// "latency MODEL ROWS...": microseconds a call of serving_default takes on the embedded engine, as JSON, timed as the Python peer does.
if (args is ["latency", var model, .. var sizes])
    return Latency.Measure(model, sizes);
// Everything else is BenchmarkDotNet's: --list flat, --filter '*Loading*', --iterationCount 5, ...
BenchmarkSwitcher.FromAssembly(typeof(Latency).Assembly).Run(args, new SameProcess());
return 0;
