using System.Buffers;
using Microsoft.AspNetCore.Connections;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Server.Access;
using TfKeyedExport.Server.Bounds;
using TfKeyedExport.Server.Threads;
using TfKeyedExport.Serving;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Log;
using TfKeyedExport.Serving.Terms;

namespace TfKeyedExport.Server.Rest;

/// <summary>Everything below <c>/v1</c>: finds out what is asked for, and sees that each request gets one answer.</summary>
internal sealed class RestHandler
{
    private const int Ok = 200;

    // Known paths are taken apart once; strangers cannot make it grow.
    private const int MostRoutes = 256;

    private readonly ServerOptions _options;
    private readonly bool _carriesRequests;
    private readonly long _longestAtOnce;
    private readonly TimeProvider _time;
    private readonly Defects _defects;
    private readonly PredictEndpoint _predict;
    private readonly ExamplesEndpoint _examples;
    private readonly QuestionEndpoints _questions;
    private readonly HeldMemory _held;
    private readonly SemaphoreSlim _large = new(Environment.ProcessorCount);
    private readonly RouteCache _routes = new(MostRoutes);

    /// <summary>Makes a handler.</summary>
    /// <param name="server">The models.</param>
    /// <param name="options">How to serve.</param>
    /// <param name="held">What all clients hold.</param>
    public RestHandler(ModelServer server, ServerOptions options, HeldMemory held)
    {
        _options = options;
        _carriesRequests = NetworkThreads.CarryRequests(options);
        _longestAtOnce = Math.Min(options.Limits.MaxBodyBytes, _carriesRequests ? NetworkThreads.LongestBody : long.MaxValue);
        _time = server.Time;
        _defects = server.Defects;
        _held = held;
        var rest = new RestOptions(options.Quirks, options.Limits.MemoryLimit);
        var answers = new AnswerSender(server.Time, options.Limits.AnswerPatience, held);
        _predict = new PredictEndpoint(server.Table, rest, answers);
        _examples = new ExamplesEndpoint(server.Table, rest, answers);
        _questions = new QuestionEndpoints(server, options);
    }

    /// <summary>Answers a request.</summary>
    public Task Handle(HttpContext context)
    {
        try
        {
            if (_options.Cors)
                CorsHeaders.Add(context.Response);
            HttpRequest request = context.Request;
            if (HttpMethods.IsPost(request.Method))
                return Call(context);
            if (HttpMethods.IsGet(request.Method))
                _questions.Answer(context);
            else if (HttpMethods.IsOptions(request.Method))
                context.Response.StatusCode = Ok;
            else
                Reply.Send(context, Malformed(request));
        }
        catch (Exception e)
        {
            Fail(context, e);
        }
        return Task.CompletedTask;
    }

    /// <summary>What a path is answered with that has none of the forms.</summary>
    public static ServingFault Malformed(HttpRequest request) =>
        ServingFault.Invalid($"Malformed request: {request.Method} {RawTarget.Of(request)}");

    /// <summary>Answers with an error.</summary>
    private void Fail(HttpContext context, Exception error)
    {
        _defects.Note(error);
        // A client that has gone reads nothing, and who began to be answered cannot be told anything else.
        if (!context.Response.HasStarted)
            Reply.Send(context, FaultCodes.Of(error));
        // The web server would look for the rest of its body, and complain that there is none.
        if (error is ConnectionResetException or ConnectionAbortedException)
            context.Abort();
    }

    private Task Call(HttpContext context)
    {
        RestRoute? route = _routes.Find(RawTarget.PathOf(context.Request));
        if (route is null)
        {
            Reply.Send(context, Malformed(context.Request));
            return Task.CompletedTask;
        }
        HttpRequest request = context.Request;
        if (request.ContentLength is { } length && length <= _longestAtOnce && !RequestBody.IsPacked(request)
            && RequestBody.TryReadAtOnce(request.BodyReader, length, out ReadOnlySequence<byte> body))
        {
            ValueTask answer;
            try
            {
                answer = Start(context, route, body.IsSingleSegment ? body.First : body.ToArray());
            }
            finally
            {
                request.BodyReader.AdvanceTo(body.End);
            }
            return answer.IsCompletedSuccessfully ? Task.CompletedTask : Finish(context, answer);
        }
        return ReadAndCall(context, route);
    }

    private async Task ReadAndCall(HttpContext context, RestRoute route)
    {
        using HeldMemory.Body held = _held.Begin();
        try
        {
            // What is unpacked is longer than it looks, and what came in pieces is taken apart when the last is there, on the thread that brought it.
            if (_carriesRequests && RequestBody.IsPacked(context.Request))
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            LimitOptions limits = _options.Limits;
            long most = RequestBody.IsPacked(context.Request) ? limits.MaxDecompressedBytes : limits.MaxBodyBytes;
            ReadOnlyMemory<byte> body;
            using (var client = SlowClient.OfBody(limits, _time, context.RequestAborted))
                body = await RequestBody.Read(context.Request, most, held, client).ConfigureAwait(false);
            if (body.Length <= NetworkThreads.LongestBody)
            {
                await Start(context, route, body).ConfigureAwait(false);
                return;
            }
            if (_carriesRequests)
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            await (await StartLarge(context, route, body).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Fail(context, e);
        }
    }

    // To take a large body apart takes a thread for up to seconds: some at a time do, so that others find one.
    private async ValueTask<Task> StartLarge(HttpContext context, RestRoute route, ReadOnlyMemory<byte> body)
    {
        await _large.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        try
        {
            return Start(context, route, body).AsTask();
        }
        finally
        {
            _large.Release();
        }
    }

    private async Task Finish(HttpContext context, ValueTask answer)
    {
        try
        {
            await answer.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Fail(context, e);
        }
    }

    private ValueTask Start(HttpContext context, RestRoute route, ReadOnlyMemory<byte> body)
    {
        long deadline = _options.Limits.RestTimeout is { } most ? _time.GetTimestamp() + (long)(most.TotalSeconds * _time.TimestampFrequency) : long.MaxValue;
        var terms = new CallTerms(deadline, static state => ((HttpContext)state).RequestAborted, context)
        {
            Span = RestMeter.Asked(context, route),
            Client = CallerIdentity.Of(context),
        };
        return route.Verb == RestVerb.Predict ? _predict.Answer(context, route, body, terms) : _examples.Answer(context, route, body, terms);
    }
}
