using Google.Protobuf;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Protos;

namespace TfKeyedExport.Keying.Edits;

/// <summary>Carries out the plan for one metagraph.</summary>
internal static class MetaGraphEdit
{
    /// <summary>Makes the edited metagraph; the given one stays as it is.</summary>
    public static MetaGraphDef Apply(MetaGraphDef original, MetaGraphPlan plan)
    {
        MetaGraphDef edited = original.ShallowCopy();
        if (plan.KeptAs is { } kept)
            edited.SignatureDef[kept] = original.SignatureDef[plan.After.Name];
        edited.SignatureDef[plan.After.Name] = plan.SignatureProto;
        edited.GraphDef = EditGraph(original.GraphDef ?? new GraphDef(), plan);
        edited.MetaInfoDef = OperationListEdit.Declare(original.MetaInfoDef, plan.Nodes);
        if (plan.Objects.Count + plan.Children.Count > 0)
            edited.ObjectGraphDef = EditObjects(original.ObjectGraphDef, plan);
        return edited;
    }

    private static GraphDef EditGraph(GraphDef original, MetaGraphPlan plan)
    {
        GraphDef edited = original.ShallowCopy();
        foreach (PlannedNode node in plan.Nodes)
            edited.Node.Add(node.Proto.ToByteString());
        if (plan.Functions.Count > 0)
        {
            edited.Library = original.Library?.ShallowCopy() ?? new FunctionDefLibrary();
            foreach (PlannedFunction function in plan.Functions)
                edited.Library.Function.Add(function.Proto.ToByteString());
        }
        return edited;
    }

    private static SavedObjectGraph EditObjects(SavedObjectGraph original, MetaGraphPlan plan)
    {
        SavedObjectGraph edited = original.ShallowCopy();
        foreach (PlannedFunction function in plan.Functions)
            edited.ConcreteFunctions[function.Name] = function.Concrete;
        foreach (PlannedObject added in plan.Objects)
            edited.Nodes.Add(added.Proto);
        var cloned = new HashSet<int>();
        foreach (PlannedChild child in plan.Children)
        {
            if (cloned.Add(child.ParentId))
                edited.Nodes[child.ParentId] = edited.Nodes[child.ParentId].Clone();
            SetChild(edited.Nodes[child.ParentId], child.Name, child.ChildId);
        }
        return edited;
    }

    private static void SetChild(SavedObject parent, string name, int id)
    {
        foreach (ObjectReference child in parent.Children)
        {
            if (child.LocalName == name)
            {
                child.NodeId = id;
                return;
            }
        }
        parent.Children.Add(new ObjectReference { LocalName = name, NodeId = id });
    }
}
