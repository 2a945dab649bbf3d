namespace TfKeyedExport.Graphs.Model;

/// <summary>Somebody who knows a node's name, and reads it when it is asked for.</summary>
internal interface INodeName
{
    /// <summary>The name.</summary>
    string Name { get; }
}
