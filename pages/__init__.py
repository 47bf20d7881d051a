"""The screens, one file each in a sub-folder; pages/parts holds what screens share."""
