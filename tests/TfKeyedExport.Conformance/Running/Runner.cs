using TfKeyedExport.Conformance.Batching;
using TfKeyedExport.Conformance.Cases;
using TfKeyedExport.Conformance.Servers;

namespace TfKeyedExport.Conformance.Running;

/// <summary>Runs cases: those of equal servers on one, several servers at a time; those of batching alone, since they are about time.</summary>
/// <param name="all">All cases of the folder.</param>
/// <param name="models">Their models.</param>
/// <param name="pool">Starts servers.</param>
internal sealed class Runner(IReadOnlyList<Case> all, ModelIndex models, ServerPool pool)
{
    private const int ServersAtATime = 2;
    private readonly GrpcCaseRun _grpc = new(all, models.Folder);

    /// <summary>Runs some of the cases, and gives each result as it is there.</summary>
    public async Task Run(IReadOnlyList<Case> cases, Action<Result> report)
    {
        var groups = new List<(ServerSpec Spec, List<(Case Case, Setup? Setup)> Cases)>();
        foreach (Case one in cases)
        {
            switch (one.Kind)
            {
                case CaseKind.Unit:
                    report(new Result(one, await Guarded(() => Task.FromResult(UnitCaseRun.Run(one)))));
                    break;
                case CaseKind.Rest or CaseKind.Grpc:
                    if (await Guarded(() => Join(groups, one)) is { } wrong)
                        report(new Result(one, wrong));
                    break;
            }
        }
        foreach (var json in cases.Where(c => c.Kind == CaseKind.Json).GroupBy(c => Quirks.Reason(c) is not null))
        {
            if (await Guarded(() => JoinJson(groups, [.. json], json.Key)) is { } wrong)
                json.ToList().ForEach(c => report(new Result(c, wrong)));
        }
        var several = new ParallelOptions { MaxDegreeOfParallelism = ServersAtATime };
        await Parallel.ForEachAsync(groups, several, async (g, _) => await OnOneServer(g.Spec, g.Cases, report));
        foreach (Case one in cases.Where(c => c.Kind == CaseKind.Batching))
            report(new Result(one, await Guarded(() => Batching(one))));
    }

    private Task<string?> Join(List<(ServerSpec Spec, List<(Case Case, Setup? Setup)> Cases)> groups, Case one)
    {
        Setup setup = Setup.Parse(one.Setup);
        ServerSpec spec = ServerSpecs.Of(one, setup, models, pool.NewFolder());
        bool alone = ServerSpecs.IsAlone(one, setup);
        var group = groups.FirstOrDefault(g => g.Spec.Key == spec.Key && g.Cases.All(c => c.Setup is { } s && !ServerSpecs.IsAlone(c.Case, s)));
        if (alone || group.Cases is null)
            groups.Add((spec, [(one, setup)]));
        else
            group.Cases.Add((one, setup));
        return Task.FromResult<string?>(null);
    }

    private Task<string?> JoinJson(List<(ServerSpec Spec, List<(Case Case, Setup? Setup)> Cases)> groups, IReadOnlyList<Case> cases, bool quirks)
    {
        groups.Add((ServerSpecs.Json(cases, models, quirks), [.. cases.Select(c => (c, (Setup?)null))]));
        return Task.FromResult<string?>(null);
    }

    private async Task OnOneServer(ServerSpec spec, List<(Case Case, Setup? Setup)> cases, Action<Result> report)
    {
        ServerProcess? server = null;
        string? notReady = await Guarded(async () =>
        {
            server = await pool.StartReady(spec);
            return cases[0].Setup?.Number == Removal.Setup ? await Removed(spec, server) : null;
        });
        using (server)
        {
            foreach ((Case one, Setup? setup) in cases.OrderBy(c => c.Case.Node["order"]?.Number ?? 0))
                report(new Result(one, notReady ?? await Guarded(() => Judged(one, setup, spec, server!))));
        }
    }

    private async Task<string?> Judged(Case one, Setup? setup, ServerSpec spec, ServerProcess server)
    {
        string? wrong = one.Kind switch
        {
            CaseKind.Json => await JsonCaseRun.Run(one, models.Of(one)[0], server),
            CaseKind.Rest => await RestCaseRun.Run(one, setup!, spec, server),
            _ => await _grpc.Run(one, setup!, spec, server),
        };
        // Whatever it answers: it has to be there for the next.
        return wrong ?? (server.HasExited ? $"the server ended with {server.ExitCode}" : null);
    }

    private static async Task<string?> Removed(ServerSpec spec, ServerProcess server)
    {
        using var caller = new Conformance.Grpc.GrpcCaller(server.GrpcPort, server.Token);
        return await Reloading.RemoveLast(caller, spec, server);
    }

    private async Task<string?> Batching(Case one)
    {
        if (BatchingCaseRun.Unknown(one) is { } unknown)
            return unknown;
        ServerSpec spec = BatchingFixture.Spec(one, models, pool.NewFolder);
        using ServerProcess server = pool.Start(spec);
        return await BatchingCaseRun.Run(one, spec, server);
    }

    // Whatever goes wrong is one case's failure, and the others go on.
    private static async Task<string?> Guarded(Func<Task<string?>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (e is IOException or FormatException or InvalidOperationException or ArgumentException or NullReferenceException
            or NotSupportedException or InvalidCastException or System.ComponentModel.Win32Exception)
        {
            return e is FormatException or IOException or NotSupportedException ? e.Message : $"{e.GetType().Name}: {e.Message}";
        }
    }
}
