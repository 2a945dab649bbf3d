using Grpc.Core;
using TfKeyedExport.Server.Tests.Hosting;
using Xunit;

namespace TfKeyedExport.Server.Tests.Grpc;

public sealed class UnreadableMessagesTests
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(static b => b, static b => b);

    [Theory]
    [InlineData("0a")]
    [InlineData("0f")]
    [InlineData("ffffffffffffffffffffff")]
    [InlineData("0a7f6d")]
    public async Task A_message_that_cannot_be_read_is_the_clients_error(string message)
    {
        await using WebHarness web = await WebHarness.Start();
        var method = new Method<byte[], byte[]>(MethodType.Unary, "tensorflow.serving.PredictionService", "Predict", Bytes, Bytes);
        var options = new CallOptions(cancellationToken: TestContext.Current.CancellationToken);
        using AsyncUnaryCall<byte[]> call = web.Channel.CreateCallInvoker().AsyncUnaryCall(method, null, options, Convert.FromHexString(message));
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal((StatusCode.InvalidArgument, "the message cannot be read as what the method takes"), (error.StatusCode, error.Status.Detail));
    }
}
