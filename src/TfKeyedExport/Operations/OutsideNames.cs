namespace TfKeyedExport.Operations;

/// <summary>Whole families of operations that reach outside a model, of which later versions of TensorFlow may have more: their names tell.</summary>
internal static class OutsideNames
{
    private const string OtherProcesses = "talks to other processes";
    private const string OtherDevices = "talks to other devices";

    private static readonly (string Part, bool Anywhere, OutsideOperation Operation)[] Families =
    [
        ("DataService", false, new(OtherProcesses)), ("RegisterDataset", false, new(OtherProcesses)), ("Rpc", false, new(OtherProcesses)),
        ("Collective", false, new(OtherProcesses)), ("BigQuery", false, new(OtherProcesses)), ("Bigtable", false, new(OtherProcesses)),
        ("IO>", false, new("reads files or talks to other processes")),
        ("Nccl", false, new(OtherDevices)), ("_Nccl", false, new(OtherDevices)), ("TPU", true, new(OtherDevices)), ("Infeed", false, new(OtherDevices)),
        ("Outfeed", false, new(OtherDevices)), ("XlaSend", false, new(OtherDevices)), ("XlaRecv", false, new(OtherDevices)),
        ("_XlaSend", false, new(OtherDevices)), ("_XlaRecv", false, new(OtherDevices)), ("XlaHostCompute", false, new(OtherDevices)),
    ];

    /// <summary>What an operation of this name does outside its model; null if its name says nothing.</summary>
    public static OutsideOperation? Find(string name)
    {
        foreach ((string part, bool anywhere, OutsideOperation operation) in Families)
        {
            if (anywhere ? name.Contains(part, StringComparison.Ordinal) : name.StartsWith(part, StringComparison.Ordinal))
                return operation;
        }
        return null;
    }
}
