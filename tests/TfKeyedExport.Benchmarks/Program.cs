using TfKeyedExport.Benchmarks;

return args is ["latency", var model, .. var sizes] ? Latency.Measure(model, sizes) : Usage();

static int Usage()
{
    Console.Error.WriteLine("usage: latency MODEL ROWS...   microseconds a call of serving_default takes on the embedded engine, as JSON");
    return 2;
}
