using TfKeyedExport.Serving.Clients;

namespace TfKeyedExport.Serving.Turns;

/// <summary>A client's place among others.</summary>
/// <param name="client">The client.</param>
internal sealed class ClientTurn(Client client)
{
    /// <summary>Its weight among others.</summary>
    public int Share { get; } = client.Share;

    /// <summary>What it has had for its share; whoever has had the least is next.</summary>
    public double Place { get; set; }

    /// <summary>How many things of it wait, wherever they do.</summary>
    public int Waiting { get; set; }
}
