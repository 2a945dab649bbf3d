using Microsoft.AspNetCore.Http;

namespace TfKeyedExport.Server.Tests;

/// <summary>What a client gets.</summary>
internal sealed record FrontAnswer(int Status, IHeaderDictionary Headers, string Text);
