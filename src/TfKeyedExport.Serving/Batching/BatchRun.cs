using System.Diagnostics;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Tracing;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Batching;

/// <summary>One batch, run and taken apart again.</summary>
internal static class BatchRun
{
    // Who waited no longer than this has not gone in the meantime.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(1);

    /// <summary>Runs a batch; every request in it is answered when this returns, but for those that it returns.</summary>
    /// <param name="queue">Its queue.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="time">The clock.</param>
    /// <param name="until">Ends it early.</param>
    /// <returns>The requests that were not run since it was ended early; null if there are none.</returns>
    public static Batch? Run(BatchQueue queue, Batch batch, TimeProvider time, CancellationToken until = default)
    {
        long now = time.GetTimestamp();
        List<PendingCall> calls = batch.Calls;
        TimeSpan waited = time.GetElapsedTime(batch.Entered, now);
        calls.RemoveAll(call => IsOver(queue, call, now, waited > AtOnce));
        if (calls.Count == 0)
            return null;
        if (!queue.Settings.IsUnbatched)
        {
            foreach (PendingCall call in calls)
                queue.Runner.Waited(time.GetElapsedTime(call.Entered, now));
        }
        BatchTrace.Waited(calls, now, time);
        try
        {
            Execute(queue, calls, waited, batch.Closing, time, until);
        }
        catch (OperationCanceledException) when (until.IsCancellationRequested)
        {
            return Batch.Of(calls, batch.Closing);
        }
        catch (Exception e) when (calls.Count == 1 || queue.Settings.FailsTogether)
        {
            foreach (PendingCall call in calls)
                call.Fail(e);
        }
        catch (Exception)
        {
            // One of them is bad, and the others must not suffer for it.
            for (int i = 0; i < calls.Count; i++)
            {
                if (!RunApart(queue, calls[i], batch.Closing, time, until))
                    return Batch.Of(calls.Skip(i), batch.Closing);
            }
        }
        return null;
    }

    private static bool RunApart(BatchQueue queue, PendingCall call, BatchClosing closing, TimeProvider time, CancellationToken until)
    {
        try
        {
            // The others may have taken long.
            if (!IsOver(queue, call, time.GetTimestamp(), waited: true))
                Execute(queue, [call], TimeSpan.Zero, closing, time, until);
        }
        catch (OperationCanceledException) when (until.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e)
        {
            call.Fail(e);
        }
        return true;
    }

    private static bool IsOver(BatchQueue queue, PendingCall call, long now, bool waited)
    {
        try
        {
            if (call.GivenUp is { } error)
                call.Fail(error);
            else if (waited && call.Terms.Cancellation is { IsCancellationRequested: true } token)
                call.Fail(new OperationCanceledException(token));
            else if (call.Terms.Deadline <= now)
                call.Fail(TooLate(queue));
            else
                return false;
        }
        catch (Exception e)
        {
            // Tokens are the web server's affair; what goes wrong there must not end a thread on which others wait.
            call.Fail(e);
        }
        return true;
    }

    private static ServingFault TooLate(BatchQueue queue) => queue.Settings.IsUnbatched
        ? ServingFault.TooLate()
        : new ServingFault(Code.ResourceExhausted, "Run() timeout exceeded while waiting in batching queue");

    private static void Execute(
        BatchQueue queue, List<PendingCall> calls, TimeSpan waited, BatchClosing closing, TimeProvider time, CancellationToken until)
    {
        int rows = calls.Sum(c => c.Rows);
        int padding = queue.Settings.PaddedSize(rows) - rows;
        Tensor[] inputs = calls.Count == 1 && padding == 0 ? calls[0].Inputs : Gather(queue, calls, padding);
        bool isBatch = !queue.Settings.IsUnbatched;
        if (isBatch)
            queue.Runner.Observe(calls.Count, rows, padding, waited, closing);
        Tensor[] outputs = RunTraced(queue, calls, inputs, rows, padding, closing, time, until);
        if (isBatch)
        {
            foreach (PendingCall call in calls)
                call.Terms.Span?.Log?.RanIn(rows);
        }
        if (calls is [{ IsWhole: true }] && padding == 0 && !queue.Settings.FailsTogether)
        {
            calls[0].Complete(outputs);
            return;
        }
        CheckRows(outputs, rows + padding);
        var answers = new Tensor[calls.Count][];
        for (int call = 0, start = 0; call < answers.Length; start += calls[call++].Rows)
        {
            answers[call] = new Tensor[outputs.Length];
            for (int o = 0; o < outputs.Length; o++)
                answers[call][o] = BatchTensors.Slice(outputs[o], start, calls[call].Rows);
        }
        // Only now: what fails before is run again, and nobody is answered twice.
        for (int call = 0; call < answers.Length; call++)
            calls[call].Complete(answers[call]);
    }

    private static Tensor[] RunTraced(
        BatchQueue queue, List<PendingCall> calls, Tensor[] inputs, int rows, int padding, BatchClosing closing, TimeProvider time, CancellationToken until)
    {
        using Activity? trace = queue.Settings.IsUnbatched
            ? Traces.BeginRun(calls[0].Terms.Span?.Trace, rows)
            : BatchTrace.Begin(calls, rows, padding, closing);
        try
        {
            return RunModel(queue, calls, inputs, rows, padding, time, until);
        }
        catch (Exception e) when (Traces.Failed(trace, e))
        {
            throw;
        }
    }

    // A client's cancellation must not end what others wait for; and what takes no time is not worth watching.
    private static Tensor[] RunModel(
        BatchQueue queue, List<PendingCall> calls, Tensor[] inputs, int rows, int padding, TimeProvider time, CancellationToken until)
    {
        if (until.CanBeCanceled || calls.Count > 1 || queue.Runner.Estimate(rows) < AtOnce)
            return queue.Runner.Run(inputs, rows + padding, padding, until);
        using var watch = new CallWatch(calls[0].Terms, time);
        try
        {
            return queue.Runner.Run(inputs, rows + padding, padding, watch.Token);
        }
        catch (OperationCanceledException e)
        {
            throw watch.Explain(e);
        }
    }

    private static Tensor[] Gather(BatchQueue queue, List<PendingCall> calls, int padding)
    {
        IReadOnlyList<bool> isBatched = queue.Runner.IsBatched;
        var inputs = new Tensor[isBatched.Count];
        var parts = new Tensor[calls.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = calls[0].Inputs[i];
            if (!isBatched[i])
                continue;
            for (int call = 0; call < parts.Length; call++)
                parts[call] = calls[call].Inputs[i];
            if (queue.Settings.PadsVariableLengths)
                VariableLengths.Pad(parts);
            inputs[i] = BatchTensors.Join(parts, padding);
        }
        return inputs;
    }

    private static void CheckRows(Tensor[] outputs, int rows)
    {
        foreach (Tensor output in outputs)
        {
            if (output.Shape.Rank == 0)
                throw new ServingFault(Code.FailedPrecondition, "Batched output tensor has 0 dimensions");
            if (output.Shape[0] != rows)
            {
                throw new ServingFault(
                    Code.FailedPrecondition,
                    "Batched output tensor's 0th dimension does not equal the sum of the 0th dimension sizes of the input tensors");
            }
        }
    }
}
