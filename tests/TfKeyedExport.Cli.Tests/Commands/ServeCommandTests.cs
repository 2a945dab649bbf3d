using Xunit;

namespace TfKeyedExport.Cli.Tests.Commands;

public class ServeCommandTests
{
    [Theory]
    [InlineData("serve")]
    [InlineData("serve", "--help")]
    [InlineData("serve", "--model_name=m", "--no-such-flag")]
    public void Without_its_program_the_server_says_where_it_was_looked_for_and_how_to_get_it(params string[] args)
    {
        Outcome run = Tfkeyed.Run(args);

        Assert.Equal(5, run.Code);
        Assert.Contains("the server's program is not there", run.Error, StringComparison.Ordinal);
        Assert.Contains("dotnet publish src/TfKeyedExport.Server", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }
}
