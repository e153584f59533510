using System.ComponentModel.DataAnnotations;

namespace Suite.Charts.Products;

internal static class ProductRequest
{
    public sealed record Request(
        [Required, StringLength(200), RegularExpression(Text.VisibleWithoutNul, ErrorMessage = Text.VisibleMessage)] string Name,
        [Required, StringLength(200), RegularExpression(Text.VisibleWithoutNul, ErrorMessage = Text.VisibleMessage)] string Manufacturer,
        [Required, StringLength(100), RegularExpression(Text.VisibleWithoutNul, ErrorMessage = Text.VisibleMessage)] string PartNumber,
        [Required, StringLength(100), RegularExpression(Text.VisibleWithoutNul, ErrorMessage = Text.VisibleMessage)] string DeviceType,
        [StringLength(100), RegularExpression(Text.WithoutNul, ErrorMessage = Text.NulMessage)] string? Package = null,
        [StringLength(4000), RegularExpression(Text.WithoutNul, ErrorMessage = Text.NulMessage)] string? Description = null)
    {
        internal ProductFields Fields => new(Name, Manufacturer, PartNumber, DeviceType, Package, Description);
    }
}
