using System.Text;
using System.Text.Json;
using TfKeyedExport.Serving.RequestLog;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Serving.Tests.RequestLog;

public class CallLoggerTests
{
    private readonly LogHarness _log = new();

    [Fact]
    public void What_was_taken_is_written_before_the_end()
    {
        CallLogger logger = _log.Logger();
        for (int i = 0; i < 1000; i++)
            Send(logger, $"key-{i}");
        Assert.True(logger.Close(Soon.Patience));
        Assert.Equal(1000, _log.Count(LogOutcome.Written));
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"key-{i}"), KeysOf(_log.Folder.Text));
    }

    [Fact]
    public void A_writer_that_hangs_stops_nobody_and_what_does_not_fit_is_counted()
    {
        using var go = new ManualResetEventSlim();
        _log.Folder.Writing = go.Wait;
        CallLogger logger = _log.Logger(LogHarness.Plain with { MaxQueueBytes = 5000 });
        for (int i = 0; i < 100; i++)
            Send(logger, $"key-{i}");
        int dropped = _log.Count(LogOutcome.QueueFull);
        Assert.InRange(dropped, 80, 99);
        go.Set();
        Assert.True(logger.Close(Soon.Patience));
        Assert.Equal((100 - dropped, dropped), (_log.Count(LogOutcome.Written), _log.Count(LogOutcome.QueueFull)));
    }

    [Fact]
    public void The_end_waits_no_longer_than_it_may()
    {
        // Not disposed of: the thread still waits for it then.
        var go = new ManualResetEventSlim();
        _log.Folder.Writing = go.Wait;
        CallLogger logger = _log.Logger();
        Send(logger, "a");
        Assert.False(logger.Close(TimeSpan.Zero));
        go.Set();
    }

    [Fact]
    public void Nothing_that_goes_wrong_while_writing_ends_the_process_or_the_log()
    {
        int writes = 0;
        using var tried = new ManualResetEventSlim();
        _log.Folder.Writing = () =>
        {
            if (writes++ == 0)
            {
                tried.Set();
                throw new InvalidOperationException("a defect");
            }
        };
        CallLogger logger = _log.Logger();
        Send(logger, "lost");
        Soon.Is(tried.WaitHandle);
        _log.Time.Advance(LogWriter.Pause);
        Send(logger, "there");
        Assert.True(logger.Close(Soon.Patience));
        Assert.Equal(2, _log.Count(LogOutcome.Written) + _log.Count(LogOutcome.WriteFailed));
        Assert.InRange(_log.Count(LogOutcome.WriteFailed), 1, 2);
    }

    [Fact]
    public void After_the_end_rows_are_dropped_and_counted()
    {
        CallLogger logger = _log.Logger();
        Assert.True(logger.Close(Soon.Patience));
        Send(logger, "a");
        Assert.Equal(1, _log.Count(LogOutcome.QueueFull));
    }

    [Fact]
    public void Only_the_rows_whose_keys_are_chosen_are_written()
    {
        CallLogger logger = _log.Logger(LogHarness.Plain with { KeyPattern = "^yes" });
        Send(logger, "yes-1", "no-1", "yes-2");
        Send(logger, "no-2");
        Assert.True(logger.Close(Soon.Patience));
        JsonElement[] rows = [.. Lines(_log.Folder.Text)];
        Assert.Equal([("yes-1", 0, 3), ("yes-2", 2, 3)], rows.Select(r => (r.GetProperty("key").GetString(), Int(r, "row"), Int(r, "rows"))));
    }

    [Fact]
    public void Rows_without_a_key_are_chosen_by_their_request()
    {
        LoggedSignature unkeyed = LogHarness.Keyed with { KeyInputs = [], KeyOutputs = [] };
        CallLogger logger = _log.Logger(LogHarness.Plain with { Rate = 0.4 });
        foreach (string id in (string[])["a", "b", "c", "d", "e"])
            logger.Take(logger.Begin(id, 1, []), unkeyed, Inputs("k"), Outputs("k"));
        Assert.True(logger.Close(Soon.Patience));
        Assert.Equal(["d"], Lines(_log.Folder.Text).Select(l => l.GetProperty("request_id").GetString()));
    }

    [Fact]
    public void The_rows_of_the_batch_are_told_or_else_those_of_the_call()
    {
        CallLogger logger = _log.Logger();
        CallLog joined = logger.Begin("joined", 1, []);
        joined.RanIn(5);
        joined.RanIn(3);
        logger.Take(joined, LogHarness.Keyed, Inputs("a", "b"), Outputs("a", "b"));
        Send(logger, "c", "d");
        Assert.True(logger.Close(Soon.Patience));
        Assert.Equal([5, 5, 2, 2], Lines(_log.Folder.Text).Select(l => Int(l, "batch_rows")));
    }

    [Fact]
    public void Several_keys_stand_together_and_the_first_by_itself()
    {
        LoggedSignature two = LogHarness.Keyed with { KeyInputs = [0, 1], KeyOutputs = [0] };
        CallLogger logger = _log.Logger();
        logger.Take(logger.Begin("r", 1, []), two, Inputs("a"), Outputs("a"));
        Assert.True(logger.Close(Soon.Patience));
        Assert.Contains("\"key\":0.0,\"keys\":{\"age\":0.0,\"key\":\"a\"},", _log.Folder.Text, StringComparison.Ordinal);
    }

    private static void Send(CallLogger logger, params string[] keys) =>
        logger.Take(logger.Begin("r", 1, []), LogHarness.Keyed, Inputs(keys), Outputs(keys));

    private static Tensor[] Inputs(params string[] keys) => [Tensor.From<float>([.. keys.Select((_, i) => (float)i)]), Tensor.FromText(keys)];

    private static Tensor[] Outputs(params string[] keys) => [Tensor.FromText(keys), Tensor.From<float>([.. keys.Select((_, i) => (float)i)])];

    private static int Int(JsonElement row, string name) => row.GetProperty(name).GetInt32();

    private static IEnumerable<string?> KeysOf(string text) => Lines(text).Select(l => l.GetProperty("key").GetString());

    private static IEnumerable<JsonElement> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(Encoding.UTF8.GetBytes(l)).RootElement);
}
