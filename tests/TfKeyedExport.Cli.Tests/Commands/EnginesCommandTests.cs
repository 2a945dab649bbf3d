using System.Text.Json;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Commands;

public class EnginesCommandTests
{
    [Fact]
    public void The_embedded_engine_is_always_there()
    {
        Outcome run = Tfkeyed.Run("engines");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Matches(@"embedded\n  ready +version [0-9.]+, [0-9]+ operations", run.Output);
    }

    [Fact]
    public void A_library_that_was_turned_down_is_listed_with_the_reason()
    {
        JsonElement found = Tfkeyed.Run("engines", "--tensorflow", "/no/such/library", "--json").Json;
        Assert.True(found.GetProperty("embedded").GetProperty("operations").GetInt32() > 200);
        JsonElement candidate = found.GetProperty("tensorflow")[0];
        Assert.Equal(("turned_down", "--tensorflow"), (candidate.GetProperty("status").GetString(), candidate.GetProperty("source").GetString()));
        Assert.Equal("no such file or folder", candidate.GetProperty("reason").GetString());
    }
}
