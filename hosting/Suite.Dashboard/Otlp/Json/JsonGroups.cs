using System.Text.Json;

namespace Suite.Dashboard.Otlp.Json;

/// <summary>One item; null when it is not to be kept.</summary>
internal delegate T? ItemReader<out T>(ref Utf8JsonReader json, Decoding decoding)
    where T : class;

/// <summary>
/// The two outer layers, which all signals share: a resource with scopes, a scope with items. Members come in any order, so
/// a group is put together when its resource has ended.
/// </summary>
/// <param name="scopesName">Such as <c>scopeSpans</c>.</param>
/// <param name="itemsName">Such as <c>spans</c>.</param>
internal sealed class JsonGroups<TItem, TGroup>(
    string scopesName, string itemsName, ItemReader<TItem> readItem, Func<Source, Scope, TItem[], TGroup> group)
    where TItem : class
{
    public List<TGroup> Read(ref Utf8JsonReader json, Decoding decoding)
    {
        List<TGroup> groups = [];
        if (!json.IsArray())
            return groups;
        while (json.NextItem())
            ReadResource(ref json, decoding, groups);
        return groups;
    }

    private void ReadResource(ref Utf8JsonReader json, Decoding decoding, List<TGroup> groups)
    {
        decoding.Charge(Decoding.ItemBytes);
        KeyValue[] attributes = [];
        List<(Scope Scope, TItem[] Items)> scopes = [];
        if (!json.IsObject())
            return;
        while (json.NextName())
        {
            if (json.Is("resource"u8))
                attributes = ReadResourceAttributes(ref json, decoding);
            else if (json.ValueTextEquals(scopesName))
                ReadScopes(ref json, decoding, scopes);
            else
                json.Skip();
        }
        var source = Sources.Shared.Of(attributes);
        groups.AddRange(scopes.Where(scope => scope.Items.Length > 0).Select(scope => group(source, scope.Scope, scope.Items)));
    }

    private static KeyValue[] ReadResourceAttributes(ref Utf8JsonReader json, Decoding decoding)
    {
        KeyValue[] attributes = [];
        if (!json.IsObject())
            return attributes;
        while (json.NextName())
        {
            if (json.Is("attributes"u8))
                attributes = JsonAttributes.Read(ref json, decoding);
            else
                json.Skip();
        }
        return attributes;
    }

    private void ReadScopes(ref Utf8JsonReader json, Decoding decoding, List<(Scope Scope, TItem[] Items)> scopes)
    {
        json.Read();
        if (!json.IsArray())
            return;
        while (json.NextItem())
            scopes.Add(ReadScopeItems(ref json, decoding));
    }

    private (Scope Scope, TItem[] Items) ReadScopeItems(ref Utf8JsonReader json, Decoding decoding)
    {
        decoding.Charge(Decoding.ItemBytes);
        Scope? scope = null;
        List<TItem> items = [];
        if (json.IsObject())
        {
            while (json.NextName())
            {
                if (json.Is("scope"u8))
                    scope = ReadScope(ref json, decoding);
                else if (json.ValueTextEquals(itemsName))
                    ReadItems(ref json, decoding, items);
                else
                    json.Skip();
            }
        }
        return (scope ?? Sources.Shared.Of("", "", []), [.. items]);
    }

    private void ReadItems(ref Utf8JsonReader json, Decoding decoding, List<TItem> items)
    {
        json.Read();
        if (!json.IsArray())
            return;
        while (json.NextItem())
        {
            decoding.Charge(Decoding.ItemBytes);
            if (readItem(ref json, decoding) is { } item)
                items.Add(item);
        }
    }

    private static Scope ReadScope(ref Utf8JsonReader json, Decoding decoding)
    {
        string name = "", version = "";
        KeyValue[] attributes = [];
        if (json.IsObject())
        {
            while (json.NextName())
            {
                if (json.Is("name"u8))
                    name = json.Text(decoding);
                else if (json.Is("version"u8))
                    version = json.Text(decoding);
                else if (json.Is("attributes"u8))
                    attributes = JsonAttributes.Read(ref json, decoding);
                else
                    json.Skip();
            }
        }
        return Sources.Shared.Of(name, version, attributes);
    }
}
