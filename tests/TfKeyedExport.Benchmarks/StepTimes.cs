using System.Diagnostics;
using System.Globalization;
using TfKeyedExport.Embedded;
using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Embedded.Kernels.Catalog;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Hosting;
using TfKeyedExport.Operations;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Benchmarks;

/// <summary>Shows where a call's time goes: every kernel of the plan, regions included, stands inside one that holds a clock.</summary>
internal static class StepTimes
{
    private const int WarmUpCalls = 200;
    private const int Shown = 30;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    /// <summary>Prints, for each batch size, the steps by the time that they take in the fastest call.</summary>
    public static int Print(string model, string[] sizes)
    {
        var clocks = new List<ClockedKernel>();
        KernelRegistry registry = KernelCatalog.Default.With((request, make) => Clocked(make(request), request, clocks));
        using EmbeddedHost host = EmbeddedHost.Open(MetaGraphChoice.Of(SavedModel.Load(model), null), new HostOptions(), registry);
        ISignatureRunner runner = host.Prepare(ModelSignature.ServingDefault);
        foreach (string size in sizes)
            Print(runner, int.Parse(size, CultureInfo.InvariantCulture), clocks);
        return 0;
    }

    /// <summary>Prints the plan as text.</summary>
    public static int Plan(string model)
    {
        using EmbeddedHost host = EmbeddedHost.Open(MetaGraphChoice.Of(SavedModel.Load(model), null), new HostOptions(), KernelCatalog.Default);
        Plan plan = ((EmbeddedRunner)host.Prepare(ModelSignature.ServingDefault)).Plan;
        Console.WriteLine(plan);
        foreach (Graph region in plan.Steps.SelectMany(s => s.Node.Regions))
            PrintRegion(region);
        return 0;
    }

    private static void PrintRegion(Graph region)
    {
        Console.WriteLine($"region {region.Name}");
        foreach (Node node in region.Nodes)
            Console.WriteLine($"  {Name(node)} = {node.Work.Name}({string.Join(", ", node.Inputs.Select(i => $"{Name(i.Node)}:{i.Index}"))})");
        Console.WriteLine($"  results {string.Join(" ", region.Results.Select(r => $"{Name(r.Node)}:{r.Index}"))}");
        foreach (Graph inner in region.Nodes.SelectMany(n => n.Regions))
            PrintRegion(inner);
    }

    private static string Name(Node node) => node.Work is Parameter parameter ? $"parameter {parameter.Index}" : node.Origin.Name;

    private static ClockedKernel Clocked(Kernel kernel, KernelRequest request, List<ClockedKernel> clocks)
    {
        var clock = new ClockedKernel(kernel, $"{request.Node.Work.Name,-24} {request.Node.Origin.Name}");
        clocks.Add(clock);
        return clock;
    }

    private static void Print(ISignatureRunner runner, int rows, List<ClockedKernel> clocks)
    {
        Tensor[] inputs = [.. runner.Signature.Inputs.Select(i => Latency.Feed(i, rows))];
        var outputs = new Tensor[runner.Signature.Outputs.Count];
        for (int i = 0; i < WarmUpCalls; i++)
            runner.Run(inputs, outputs);
        long start = Stopwatch.GetTimestamp();
        double fastest = double.MaxValue;
        for (int calls = 0; Stopwatch.GetElapsedTime(start) < Duration || calls < 5; calls++)
        {
            clocks.ForEach(c => c.Begin());
            long before = Stopwatch.GetTimestamp();
            runner.Run(inputs, outputs);
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(before).TotalMicroseconds);
            clocks.ForEach(c => c.End());
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{rows} rows: {fastest:0.0} us with clocks; the steps' own sum {clocks.Sum(c => c.Fastest):0.0} us"));
        foreach (ClockedKernel clock in clocks.Where(c => c.Rounds > 0).OrderByDescending(c => c.Fastest).Take(Shown))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {clock.Fastest,9:0.00} us {clock.Rounds,4} x {clock.Bytes,6} B  {clock.Name}"));
        clocks.ForEach(c => c.Forget());
    }

    private sealed class ClockedKernel(Kernel inner, string name) : Kernel
    {
        private long _ticks;
        private long _allocated;

        public string Name { get; } = name;

        /// <summary>Microseconds of all rounds of one call, in the call where they were fewest; inside control flow its regions' steps count too.</summary>
        public double Fastest { get; private set; }

        public int Rounds { get; private set; }

        public long Bytes { get; private set; }

        public override void Run(KernelContext context)
        {
            long bytes = GC.GetAllocatedBytesForCurrentThread(), before = Stopwatch.GetTimestamp();
            inner.Run(context);
            _ticks += Stopwatch.GetTimestamp() - before;
            _allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
            Rounds++;
        }

        public void Begin() => (_ticks, _allocated, Rounds) = (0, 0, 0);

        public void End()
        {
            double microseconds = _ticks * 1e6 / Stopwatch.Frequency;
            Fastest = Fastest == 0 ? microseconds : Math.Min(Fastest, microseconds);
            Bytes = _allocated;
        }

        public void Forget() => (Fastest, Rounds) = (0, 0);
    }
}
