using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Remote.Protocols.Rest;

/// <summary>Asks by REST: in rows where every input and output has them, else in columns.</summary>
internal sealed class RestModelClient : IModelClient
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly RemoteTarget _target;
    private readonly HttpClient _http;
    private readonly string _path;
    private readonly ConcurrentDictionary<ModelSignature, PredictExchange> _exchanges = new();

    public RestModelClient(RemoteTarget target)
    {
        _target = target;
        _http = new HttpClient(Transport.Handler(target))
        {
            BaseAddress = target.Address.Url,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = target.MaxAnswer,
        };
        _http.DefaultRequestHeaders.Authorization = Transport.Authorization(target);
        string choice = target.Version is { } version ? string.Create(CultureInfo.InvariantCulture, $"/versions/{version}")
            : target.Label is { } label ? $"/labels/{Uri.EscapeDataString(label)}" : "";
        _path = $"v1/models/{Uri.EscapeDataString(target.Model)}{choice}";
    }

    /// <inheritdoc/>
    public async Task<RemoteModel> Describe(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{_path}/metadata");
        return MetadataReader.Read(await Send(request, cancellation).ConfigureAwait(false), _target.Address.Text);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<int>> BatchSizes(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1/models");
        return BatchSizesReader.Read(await Send(request, cancellation).ConfigureAwait(false), _target.Model);
    }

    /// <inheritdoc/>
    public async Task<RemoteAnswer> Predict(ModelSignature signature, Tensor[] inputs, TimeSpan deadline, CancellationToken cancellation)
    {
        PredictExchange exchange = _exchanges.GetOrAdd(signature, s => new PredictExchange(s));
        PredictForm form = RestForm.Of(signature, inputs);
        var body = new ArrayBufferWriter<byte>();
        exchange.WriteRequest(body, form, inputs);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_path}:predict") { Content = new ReadOnlyMemoryContent(body.WrittenMemory) };
        request.Content.Headers.ContentType = Json;
        byte[] answer = await Send(request, cancellation).ConfigureAwait(false);
        try
        {
            return new RemoteAnswer(exchange.ReadAnswer(answer, _target.MaxAnswer), null);
        }
        catch (TfKeyedException e)
        {
            throw new RemoteFault(Code.DataLoss, $"the answer's text cannot be read ({e.What})", e) { IsWrong = true };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<byte[]> Send(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK)
                return body;
            throw new RemoteFault(HttpCodes.Of((int)response.StatusCode), HttpCodes.Message(response, body))
            {
                RetryAfter = response.Headers.RetryAfter?.Delta,
            };
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new RemoteFault(Code.OutOfRange, $"the answer has more than {_target.MaxAnswer >> 20} MiB, and is not read", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new RemoteFault(Code.Unavailable, (e.InnerException ?? e).Message.TrimEnd('.'), e) { IsUnreached = true };
        }
    }
}
