using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace TfKeyedExport.Load.Measuring;

/// <summary>A web server with nothing behind it: what the one under test could do at best, were reading, running and writing free.</summary>
internal static class BareServer
{
    /// <summary>Gives back every body until the process is ended.</summary>
    public static async Task Run(int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        await using WebApplication app = builder.Build();
        app.Run(Echo);
        await app.RunAsync();
    }

    private static async Task Echo(HttpContext context)
    {
        PipeReader reader = context.Request.BodyReader;
        ReadResult read = await reader.ReadAtLeastAsync((int)(context.Request.ContentLength ?? 0));
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = read.Buffer.Length;
        foreach (ReadOnlyMemory<byte> part in read.Buffer)
            context.Response.BodyWriter.Write(part.Span);
        reader.AdvanceTo(read.Buffer.End);
    }
}
