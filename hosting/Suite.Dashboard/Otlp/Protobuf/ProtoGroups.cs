namespace Suite.Dashboard.Otlp.Protobuf;

/// <summary>One item; null when it is not to be kept.</summary>
internal delegate T? ItemReader<out T>(ProtoReader message, Decoding decoding)
    where T : class;

/// <summary>
/// The outer layers, which all signals share: a request with resources, a resource with scopes, a scope with items. Fields
/// come in any order, so a group is put together when its resource has ended.
/// </summary>
internal sealed class ProtoGroups<TItem, TGroup>(string itemName, ItemReader<TItem> readItem, Func<Source, Scope, TItem[], TGroup> group)
    where TItem : class
{
    public List<TGroup> Read(ProtoReader request, Decoding decoding)
    {
        List<TGroup> groups = [];
        while (request.Next())
        {
            if (request.Field == Fields.Request.Resources)
                ReadResource(request.Message("a resource's group"), decoding, groups);
            else
                request.Skip();
        }
        return groups;
    }

    private void ReadResource(ProtoReader message, Decoding decoding, List<TGroup> groups)
    {
        decoding.Charge(Decoding.ItemBytes);
        KeyValue[] attributes = [];
        List<(Scope Scope, TItem[] Items)> scopes = [];
        while (message.Next())
        {
            switch (message.Field)
            {
                case Fields.ResourceGroup.Resource:
                    attributes = ReadAttributes(message.Message("Resource"), decoding);
                    break;
                case Fields.ResourceGroup.Scopes:
                    scopes.Add(ReadItems(message.Message("a scope's group"), decoding));
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
        var source = Sources.Shared.Of(attributes);
        foreach (var (scope, items) in scopes)
        {
            if (items.Length > 0)
                groups.Add(group(source, scope, items));
        }
    }

    private (Scope Scope, TItem[] Items) ReadItems(ProtoReader message, Decoding decoding)
    {
        decoding.Charge(Decoding.ItemBytes);
        Scope? scope = null;
        List<TItem> items = [];
        while (message.Next())
        {
            switch (message.Field)
            {
                case Fields.ScopeGroup.Scope:
                    scope = ReadScope(message.Message("InstrumentationScope"), decoding);
                    break;
                case Fields.ScopeGroup.Items:
                    decoding.Charge(Decoding.ItemBytes);
                    if (readItem(message.Message(itemName), decoding) is { } item)
                        items.Add(item);
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
        return (scope ?? Sources.Shared.Of("", "", []), [.. items]);
    }

    private static KeyValue[] ReadAttributes(ProtoReader resource, Decoding decoding)
    {
        var mark = decoding.MarkPairs();
        while (resource.Next())
        {
            if (resource.Field == Fields.Resource.Attributes)
                decoding.Add(ProtoAttributes.ReadPair(resource.Message("KeyValue"), decoding), mark);
            else
                resource.Skip();
        }
        return decoding.TakePairs(mark);
    }

    private static Scope ReadScope(ProtoReader message, Decoding decoding)
    {
        string name = "", version = "";
        var mark = decoding.MarkPairs();
        while (message.Next())
        {
            switch (message.Field)
            {
                case Fields.Scope.Name:
                    name = decoding.Text(message.Bytes());
                    break;
                case Fields.Scope.Version:
                    version = decoding.Text(message.Bytes());
                    break;
                case Fields.Scope.Attributes:
                    decoding.Add(ProtoAttributes.ReadPair(message.Message("KeyValue"), decoding), mark);
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
        return Sources.Shared.Of(name, version, decoding.TakePairs(mark));
    }
}
