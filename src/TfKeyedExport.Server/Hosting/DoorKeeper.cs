using TfKeyedExport.Server.Access;
using TfKeyedExport.Server.Rest;
using TfKeyedExport.Serving.Clients;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Server.Hosting;

/// <summary>Lets requests in: by where they come from and who sends them. Health is told to everybody.</summary>
/// <param name="authenticator">Knows the clients.</param>
/// <param name="origins">Which pages may call.</param>
internal sealed class DoorKeeper(Authenticator authenticator, OriginRule origins)
{
    private const string Reload = "/tensorflow.serving.ModelService/HandleReloadConfigRequest";
    private const string Health = "/grpc.health.v1.Health";
    private const int Ok = 200;

    private readonly CallerIdentity _callers = new(authenticator);

    /// <summary>Lets a request over HTTP in that asks for nothing of anybody's: only where it comes from matters.</summary>
    /// <returns>False if it was turned away, and answered.</returns>
    public bool AdmitAnyone(HttpContext context) =>
        origins.Refusal(context.Request) is not { } refusal || TurnAway(context, new ServingFault(Code.PermissionDenied, refusal));

    /// <summary>Lets a request over HTTP in.</summary>
    /// <returns>False if it was turned away, and answered.</returns>
    public bool Admit(HttpContext context)
    {
        if (!AdmitAnyone(context))
            return false;
        try
        {
            _callers.Note(context);
            return true;
        }
        catch (ServingFault fault)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return TurnAway(context, fault);
        }
    }

    /// <summary>Lets a request over gRPC in.</summary>
    /// <inheritdoc cref="Admit"/>
    public bool AdmitGrpc(HttpContext context)
    {
        // Whoever reloads shows another token, and whoever asks for health shows none.
        if (!authenticator.IsAsked || context.Request.Path == Reload || context.Request.Path.StartsWithSegments(Health))
            return true;
        try
        {
            _callers.Note(context);
            return true;
        }
        catch (ServingFault fault)
        {
            HttpResponse response = context.Response;
            response.StatusCode = Ok;
            response.ContentType = "application/grpc";
            response.Headers["grpc-status"] = ((int)fault.Code).ToString(System.Globalization.CultureInfo.InvariantCulture);
            response.Headers["grpc-message"] = Uri.EscapeDataString(fault.Message);
            return false;
        }
    }

    private static bool TurnAway(HttpContext context, ServingFault fault)
    {
        Reply.Send(context, fault);
        return false;
    }
}
