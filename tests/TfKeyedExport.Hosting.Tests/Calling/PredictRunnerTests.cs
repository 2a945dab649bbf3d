using System.Buffers;
using System.Text;
using TfKeyedExport.Embedded;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Hosting.Calling;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Hosting.Tests.Calling;

public class PredictRunnerTests
{
    [Fact]
    public void One_host_answers_many_requests()
    {
        CallableModel callable = CallableModel.ForSignature(SavedModel.Load(Repository.Model("single_tensor")), "serving_default");
        using IModelHost host = new EmbeddedEngine().Open(callable.Model, new HostOptions(), TestContext.Current.CancellationToken);
        ISignatureRunner runner = host.Prepare(callable.Signature);
        string first = Answer(runner, """{"instances": [[1, 2, 3, 4]]}""");
        Assert.StartsWith("{\n    \"predictions\": [[", first, StringComparison.Ordinal);
        Assert.Equal(first, Answer(runner, """{"instances": [[1, 2, 3, 4]]}"""));
    }

    [Fact]
    public void An_answer_whose_text_would_be_larger_than_the_limit_is_not_begun()
    {
        using IModelHost host = new EmbeddedEngine().Open(
            SavedModel.Load(Repository.Model("single_tensor")), new HostOptions(), TestContext.Current.CancellationToken);
        var answer = new ArrayBufferWriter<byte>();
        PredictBody body = PredictBody.Read("""{"instances": [[1, 2, 3, 4]]}"""u8.ToArray(), RestOptions.Default);
        ISignatureRunner runner = host.Prepare("serving_default");
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => PredictRunner.Run(
            runner, new RestSignature(runner.Signature), body, answer, new RestOptions(MemoryLimit: 1), TestContext.Current.CancellationToken));
        Assert.Equal(ErrorKind.Limit, error.Kind);
        Assert.Equal(0, answer.WrittenCount);
    }

    private static string Answer(ISignatureRunner runner, string body)
    {
        var answer = new ArrayBufferWriter<byte>();
        PredictBody read = PredictBody.Read(Encoding.UTF8.GetBytes(body), RestOptions.Default);
        PredictRunner.Run(runner, new RestSignature(runner.Signature), read, answer, RestOptions.Default);
        return Encoding.UTF8.GetString(answer.WrittenSpan);
    }
}
