using System.Text;
using System.Text.Json;
using TfKeyedExport.Serving.Journals;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Journals;

public class AccessLineTests
{
    private static readonly AccessLine Plain = new()
    {
        Time = new DateTimeOffset(2030, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
        Address = "127.0.0.1",
        Protocol = "rest",
        Method = "POST",
        Verb = "predict",
        Model = "m",
        Version = "3",
        Status = 200,
        Code = "OK",
        BytesIn = 10,
        Took = TimeSpan.FromMilliseconds(1.5),
        RequestId = "7",
    };

    [Fact]
    public void A_request_is_one_line_of_JSON() => Assert.Equal(
        """{"time":"2030-01-02T03:04:05.678000Z","client":"","address":"127.0.0.1","protocol":"rest","method":"POST","verb":"predict","""
            + """ "model":"m","version":"3","status":200,"code":"OK","bytes_in":10,"bytes_out":null,"ms":1.5,"request_id":"7","trace_id":null}""".TrimStart()
            + "\n",
        Encoding.UTF8.GetString(Plain.ToBytes()));

    [Fact]
    public void What_strangers_name_is_cut_and_moves_no_cursor()
    {
        string hostile = "a\n\u001b[2J\u0085\u2028\u202e\ud800\u007f\"" + new string('x', 10_000);
        byte[] line = (Plain with { Model = hostile, RequestId = hostile, Verb = hostile, Address = hostile }).ToBytes();
        Assert.All(line[..^1], b => Assert.InRange(b, (byte)' ', (byte)'~'));
        Assert.True(line.Length < 2000);
        using JsonDocument read = JsonDocument.Parse(line);
        Assert.Equal(128, read.RootElement.GetProperty("model").GetString()!.Length);
    }

    [Fact]
    public void Text_that_shows_stays_readable() =>
        Assert.Contains("\"model\":\"größe+<1>\"", Encoding.UTF8.GetString((Plain with { Model = "größe+<1>" }).ToBytes()), StringComparison.Ordinal);

    [Fact]
    public void A_line_has_nothing_of_the_one_before() => Assert.Equal(Plain.ToBytes(), Plain.ToBytes());
}
