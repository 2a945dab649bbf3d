using System.Diagnostics;
using TfKeyedExport.Conformance.Grpc;
using TfKeyedExport.Conformance.Http;
using TfKeyedExport.Conformance.Running;
using TfKeyedExport.Conformance.Servers;

namespace TfKeyedExport.Conformance.Batching;

/// <summary>Sends steps when it is their time.</summary>
/// <param name="server">The server.</param>
/// <param name="caller">Calls it.</param>
internal sealed class StepSender(IRunningServer server, GrpcCaller caller)
{
    /// <summary>Opens the connections, so that the first step does not pay for it.</summary>
    public async Task Connect()
    {
        await caller.Predict(Requests.OneRow("no_such_model"));
        await RawHttp.Send(server.RestPort, HttpCall.Post("/v1/models/no_such_model:predict", "{\"instances\": [1.0]}"));
    }

    /// <summary>Sends all steps, and returns the answers in the steps' order.</summary>
    public async Task<IReadOnlyList<StepReply>> Send(IReadOnlyList<Step> steps)
    {
        var clock = Stopwatch.StartNew();
        var replies = new Task<StepReply>?[steps.Count];
        foreach ((int index, Step step) in steps.Index().OrderBy(s => s.Item.At))
        {
            // Timers count whole milliseconds of another clock, and ring up to one early.
            while (step.At - clock.Elapsed is { Ticks: > 0 } wait)
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)));
            if (step.Reload is not null)
                await Reloading.Leave(caller, []);
            else if (step.RestBody is { } body)
                replies[index] = ByRest(step.Model, body, clock);
            else if (step.Predict is not null)
                replies[index] = ByGrpc(step, clock);
        }
        return await Task.WhenAll(replies.OfType<Task<StepReply>>());
    }

    private async Task<StepReply> ByGrpc(Step step, Stopwatch clock)
    {
        TimeSpan sent = clock.Elapsed;
        GrpcReply reply = await caller.Predict(step.Request(), step.Deadline);
        return StepReply.Of(reply, sent, clock.Elapsed);
    }

    private async Task<StepReply> ByRest(string model, string body, Stopwatch clock)
    {
        TimeSpan sent = clock.Elapsed;
        HttpReply reply = await RawHttp.Send(server.RestPort, HttpCall.Post($"/v1/models/{model}:predict", body));
        return StepReply.Of(reply, sent, clock.Elapsed);
    }
}
