using Xunit;

namespace TfKeyedExport.Cli.Tests.Commands;

public sealed class CheckServerTests
{
    [Theory]
    [InlineData("--model is missing", "check", "--remote", "http://127.0.0.1:1")]
    [InlineData("a folder too", "check", "models/x", "--remote", "http://127.0.0.1:1", "--model", "m")]
    [InlineData("a folder's option", "check", "--remote", "http://127.0.0.1:1", "--model", "m", "--engine", "embedded")]
    [InlineData("a folder's option", "check", "--remote", "http://127.0.0.1:1", "--model", "m", "--seeds", "2")]
    [InlineData("a server's option", "check", "models/x", "--clients", "3")]
    [InlineData("no server", "check", "--remote", "127.0.0.1:1", "--model", "m")]
    [InlineData("no clients", "check", "--remote", "http://127.0.0.1:1", "--model", "m", "--clients", "0")]
    [InlineData("no model at all", "check")]
    public void What_does_not_go_together_is_wrong_usage(string why, params string[] args)
    {
        Outcome run = Tfkeyed.Run(args);

        Assert.True(run.Code == 2, $"{why}: {run.Code} {run.Error}");
        Assert.Equal("", run.Output);
        Assert.Contains("next:", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("grpc://127.0.0.1:1")]
    public void A_server_that_cannot_be_reached_is_6(string address)
    {
        Outcome run = Tfkeyed.Run("check", "--remote", address, "--model", "m");

        Assert.Equal((6, ""), (run.Code, run.Output));
        Assert.Contains("cannot be reached", run.Error, StringComparison.Ordinal);
    }
}
